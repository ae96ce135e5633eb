namespace PortOrchestrator.Ports;

/// <summary>A wish for several ports that move together: all of them lie the same distance from their wanted numbers. Immutable.</summary>
public sealed record PortBlockRequest
{
    /// <summary>The project and checkout; recorded with the allocations.</summary>
    public required ProjectIdentity Project { get; init; }

    /// <summary>The ports, at least one; no owner twice.</summary>
    public required IReadOnlyList<PortBlockMember> Members { get; init; }

    /// <summary>The range that all ports must lie in.</summary>
    /// <value>The default value is <see langword="null"/>: the project's range, else the machine's pool for members without a number.</value>
    public PortRange? Range { get; init; }

    /// <summary>How long the allocations last.</summary>
    /// <value>The default value is <see cref="PortPersistence.Stable"/>.</value>
    public PortPersistence Persistence { get; init; }

    /// <summary>The process that leases are bound to.</summary>
    /// <value>The default value is <see langword="null"/>: the calling process.</value>
    public int? OwnerPid { get; init; }

    /// <summary>How long leases last unless they are renewed by asking again.</summary>
    /// <value>The default value is <see langword="null"/>: as long as their owner.</value>
    public TimeSpan? TimeToLive { get; init; }
}
