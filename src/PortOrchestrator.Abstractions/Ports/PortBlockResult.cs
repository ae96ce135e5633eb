namespace PortOrchestrator.Ports;

/// <summary>What a <see cref="PortBlockRequest"/> gave: all ports, or none. Immutable.</summary>
public sealed record PortBlockResult
{
    /// <summary>How it ended: <see cref="PortOutcome.Allocated"/>, <see cref="PortOutcome.Existing"/>, <see cref="PortOutcome.Conflict"/> or <see cref="PortOutcome.PoolExhausted"/>.</summary>
    public required PortOutcome Outcome { get; init; }

    /// <summary>The allocations in the order of the members; empty unless <see cref="Succeeded"/>.</summary>
    public IReadOnlyList<PortAllocation> Allocations { get; init; } = [];

    /// <summary>How far every port lies from its number at offset 0; null when there is no block.</summary>
    public int? Offset { get; init; }

    /// <summary>Who holds the port that stood in the way, when somebody does.</summary>
    public PortHolder? Holder { get; init; }

    /// <summary>Why this offset and not another, or why none: one sentence for people.</summary>
    public string? Reason { get; init; }

    /// <summary>The ports that stood in the way of smaller offsets, the first hundred.</summary>
    public IReadOnlyList<PortCandidate> Candidates { get; init; } = [];

    /// <summary>Whether there is a block.</summary>
    public bool Succeeded => Allocations.Count > 0;
}
