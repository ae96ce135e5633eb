namespace PortOrchestrator.Supervision.Engines;

/// <summary>Calls programs in the folder and with the environment of one service.</summary>
internal sealed class EngineCalls(IEngineCommands commands, string folder, IReadOnlyDictionary<string, string> environment)
{
    // Whoever looks must not wait for ever for an engine that hangs.
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(20);

    // A checkout that is gone must not keep its services from being looked at and stopped.
    public EngineCall Call(params IEnumerable<string> arguments) => new([.. arguments], Directory.Exists(folder) ? folder : Path.GetTempPath(), environment);

    /// <summary>The value of a variable that the programs get.</summary>
    public string? Variable(string name) => environment.GetValueOrDefault(name);

    /// <summary>A call that only asks, so that it answers soon or not at all.</summary>
    public async Task<EngineAnswer> AskAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LookLimit);
        try
        {
            return await commands.RunAsync(Call(arguments), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new EngineAnswer(null, "", $"it did not answer within {LookLimit.TotalSeconds} s");
        }
    }

    public Task<EngineAnswer> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) => commands.RunAsync(Call(arguments), cancellationToken);
}
