using PortOrchestrator.Supervision.Handover;

namespace PortOrchestrator.Supervision.Terminals;

/// <summary>Something that somebody types into a terminal, and how far that has got. For the terminal's thread only.</summary>
internal sealed class TypedBytes(ReadOnlyMemory<byte> bytes, TerminalWatch? typist, CancellationToken cancellationToken)
{
    private readonly int _length = bytes.Length;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadOnlyMemory<byte> Rest { get; private set; } = bytes;

    /// <summary>Whoever typed it waits no longer, so that the rest is not wanted.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    public Task Done => _done.Task;

    public void Advance(int count)
    {
        Rest = Rest[count..];
        typist?.Take(count);
        if (Rest.IsEmpty) _done.TrySetResult();
    }

    /// <summary>The rest is not wanted.</summary>
    public void Drop() => _done.TrySetResult();

    public void Fail(string why) => _done.TrySetException(new PortOrchestratorException(ErrorCode.InvalidArgument, why));

    /// <summary>Another program of this process goes on with the terminal: what it has had nothing of can be asked of that one.</summary>
    public void HandOver() => _done.TrySetException(Rest.Length == _length
        ? new HandingOverException()
        : new PortOrchestratorException(
            ErrorCode.SupervisorUnavailable, $"Another program has taken over in the supervisor's process when {_length - Rest.Length} of {_length} bytes were typed. Type the rest."));
}
