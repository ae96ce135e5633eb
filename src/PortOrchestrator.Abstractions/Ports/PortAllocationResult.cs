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

    /// <summary>Whether there is an allocation.</summary>
    public bool Succeeded => Allocation is not null;
}
