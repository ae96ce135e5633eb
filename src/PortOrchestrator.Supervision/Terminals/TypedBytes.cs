namespace PortOrchestrator.Supervision.Terminals;

/// <summary>Something that somebody types into a terminal, and how far that has got. For the terminal's thread only.</summary>
internal sealed class TypedBytes(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadOnlyMemory<byte> Rest { get; private set; } = bytes;

    /// <summary>Whoever typed it waits no longer, so that the rest is not wanted.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    public Task Done => _done.Task;

    public void Advance(int count)
    {
        Rest = Rest[count..];
        if (Rest.IsEmpty) _done.TrySetResult();
    }

    public void Fail(string why) => _done.TrySetException(new PortOrchestratorException(ErrorCode.InvalidArgument, why));
}
