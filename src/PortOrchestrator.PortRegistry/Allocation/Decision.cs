namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>What a write transaction decided, before anybody looked at the processes behind it. Immutable.</summary>
internal sealed record Decision
{
    public required PortOutcome Outcome { get; init; }

    /// <summary>The allocation; null when there is none.</summary>
    public PortAllocation? Allocation { get; init; }

    /// <summary>The number that was wanted; null when none was.</summary>
    public int? Wanted { get; init; }

    /// <summary>The wanted port that could not be had, or is had together with others.</summary>
    public int? Refused { get; init; }

    /// <summary>The claim of another owner on <see cref="Refused"/>.</summary>
    public PortAllocation? RefusedBy { get; init; }

    /// <summary>Whether the system itself refused <see cref="Refused"/>.</summary>
    public bool Denied { get; init; }

    /// <summary>The range that Windows keeps back and <see cref="Refused"/> lies in.</summary>
    public PortRange? Excluded { get; init; }

    /// <summary>The port that the owner had until now.</summary>
    public int? MovedFrom { get; init; }

    /// <summary>The idle claim of another owner that the port was taken from.</summary>
    public PortAllocation? TakenFrom { get; init; }

    /// <summary>The project whose range the port, which somebody wrote, lies in.</summary>
    public string? InRangeOf { get; init; }

    /// <summary>The range that was to be chosen from, if the request or the project named one.</summary>
    public PortRange? Range { get; init; }

    /// <summary>What was looked at.</summary>
    public Trail Trail { get; init; } = new();

    /// <summary>Who holds most of the range, when it is exhausted.</summary>
    public IReadOnlyList<PortUsage> TopHolders { get; init; } = [];
}
