namespace PortOrchestrator.Probes;

/// <summary>How a command ended. Immutable.</summary>
public sealed record ExecResult
{
    /// <summary>The exit code, 128 + n for signal n; null when it could not be started.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The last lines it printed, both streams together.</summary>
    /// <value>The default value is empty.</value>
    public string Output { get; init; } = "";

    /// <summary>Why it could not be started.</summary>
    public string? Error { get; init; }
}
