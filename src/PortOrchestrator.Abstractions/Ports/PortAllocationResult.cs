namespace PortOrchestrator.Ports;

/// <summary>What a <see cref="PortRequest"/> gave. Immutable.</summary>
public sealed record PortAllocationResult
{
    /// <summary>How it ended.</summary>
    public required PortOutcome Outcome { get; init; }

    /// <summary>The allocation; null unless <see cref="Succeeded"/>.</summary>
    public PortAllocation? Allocation { get; init; }

    /// <summary>Who holds the port that was wanted, when somebody does.</summary>
    public PortHolder? Holder { get; init; }

    /// <summary>Why this port and not the wanted one, or why none: one sentence for people.</summary>
    public string? Reason { get; init; }

    /// <summary>Something surprising that did not stop the allocation.</summary>
    public string? Warning { get; init; }

    /// <summary>The number that was wanted: the request's, else the well-known one of the service's name on the main checkout; null when none was.</summary>
    public int? Wanted { get; init; }

    /// <summary>How the decision was made: the ports that were looked at, in order, the first hundred. Empty when the owner had its port already.</summary>
    public IReadOnlyList<PortCandidate> Candidates { get; init; } = [];

    /// <summary>How many ports were looked at.</summary>
    public int Examined { get; init; }

    /// <summary>Who holds most of the range; filled when the outcome is <see cref="PortOutcome.PoolExhausted"/>.</summary>
    public IReadOnlyList<PortUsage> TopHolders { get; init; } = [];

    /// <summary>Whether there is an allocation.</summary>
    public bool Succeeded => Allocation is not null;
}
