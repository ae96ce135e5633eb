namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>What a write transaction decided, before anybody looked at the processes behind it. Immutable.</summary>
internal sealed record Decision
{
    public required PortOutcome Outcome { get; init; }

    /// <summary>The allocation; null when there is none.</summary>
    public PortAllocation? Allocation { get; init; }

    /// <summary>The wanted port that could not be had, or is had together with others.</summary>
    public int? Refused { get; init; }

    /// <summary>The claim of another owner on <see cref="Refused"/>.</summary>
    public PortAllocation? RefusedBy { get; init; }

    /// <summary>Whether the system itself refused <see cref="Refused"/>.</summary>
    public bool Denied { get; init; }

    /// <summary>The port that the owner had until now.</summary>
    public int? MovedFrom { get; init; }

    /// <summary>The idle claim of another owner that the port was taken from.</summary>
    public PortAllocation? TakenFrom { get; init; }

    /// <summary>How many ports were looked at in vain.</summary>
    public int Tried { get; init; }
}
