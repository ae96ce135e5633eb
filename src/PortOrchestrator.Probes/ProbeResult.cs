namespace PortOrchestrator.Probes;

/// <summary>What one attempt gave. Immutable.</summary>
public sealed record ProbeResult
{
    /// <summary>Whether the check passed.</summary>
    public required bool Success { get; init; }

    /// <summary>Why it failed, in one sentence; null when it passed.</summary>
    public string? Reason { get; init; }

    /// <summary>Something surprising about a passed check.</summary>
    public string? Warning { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }
}
