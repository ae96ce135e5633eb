namespace PortOrchestrator.Supervision.Engine;

/// <summary>How stopping one instance went. Immutable.</summary>
internal sealed record StopOutcome
{
    public IReadOnlyList<string> Killed { get; init; } = [];

    public IReadOnlyList<string> Survivors { get; init; } = [];

    /// <summary>Why it is left running on purpose, with the cure.</summary>
    public string? LeftRunning { get; init; }

    /// <summary>What went wrong with its stop command.</summary>
    public string? Problem { get; init; }
}
