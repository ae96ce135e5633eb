namespace PortOrchestrator.Supervision.Engines;

/// <summary>What an engine says of a service. Immutable.</summary>
internal sealed record EngineState(EngineCondition Condition)
{
    /// <summary>Which container or run it is; null when there is none.</summary>
    public string? Id { get; init; }

    /// <summary>What it is called, for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>How it ended, 128 + n for signal n.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What the engine itself thinks of its health; null when it does not look.</summary>
    public bool? IsHealthy { get; init; }

    /// <summary>What is wrong, or what is waited for.</summary>
    public string? Reason { get; init; }

    /// <summary>The ports of the host that lead to it.</summary>
    public IReadOnlyList<EnginePort> Ports { get; init; } = [];

    /// <summary>When an earlier run of the same container ended; null when there was none.</summary>
    public DateTimeOffset? FormerEnd { get; init; }

    /// <summary>The folder that it was started from, where the engine knows it.</summary>
    public string? Folder { get; init; }
}
