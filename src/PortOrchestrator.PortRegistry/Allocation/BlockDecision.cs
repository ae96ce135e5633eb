namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>What a write transaction decided about a block. Immutable.</summary>
internal sealed record BlockDecision
{
    public required PortOutcome Outcome { get; init; }

    public IReadOnlyList<PortAllocation> Allocations { get; init; } = [];

    /// <summary>The offset of the block, or the one that the members who have their port prescribe; null when there is none.</summary>
    public int? Offset { get; init; }

    /// <summary>The port that stood in the way of joining the members that have theirs.</summary>
    public int? Refused { get; init; }

    /// <summary>Which member wanted it.</summary>
    public int? RefusedMember { get; init; }

    /// <summary>Why it was refused.</summary>
    public PortCandidateVerdict? Verdict { get; init; }

    public Trail Trail { get; init; } = new();
}
