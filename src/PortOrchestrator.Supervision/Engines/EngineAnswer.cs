namespace PortOrchestrator.Supervision.Engines;

/// <summary>What a call of an engine's program gave. Immutable.</summary>
/// <param name="ExitCode">How it ended; null when it could not be started.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it said on standard error, or why it could not be started.</param>
internal sealed record EngineAnswer(int? ExitCode, string Output, string Error)
{
    public bool Success => ExitCode == 0;

    /// <summary>Everything it said that may tell what was wrong.</summary>
    public string Text => Error.Length == 0 ? Output : Output.Length == 0 ? Error : Error + "\n" + Output;
}
