namespace PortOrchestrator.Ports;

/// <summary>The durable record that a service's port holds a number. Immutable.</summary>
public sealed record PortAllocation
{
    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The transport protocol.</summary>
    public PortProtocol Protocol { get; init; }

    /// <summary>The project's name for people.</summary>
    public required string Project { get; init; }

    /// <summary>The project's id.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The checkout's name.</summary>
    public required string Checkout { get; init; }

    /// <summary>The checkout's root folder when it was last seen.</summary>
    public required string Root { get; init; }

    /// <summary>The service's name.</summary>
    public required string Service { get; init; }

    /// <summary>The port's name within the service.</summary>
    public required string Name { get; init; }

    /// <summary>The replica's number.</summary>
    public int Replica { get; init; }

    /// <summary>How the port was asked for.</summary>
    public PortMode Mode { get; init; }

    /// <summary>The number that was asked for, when there was one.</summary>
    public int? Wanted { get; init; }

    /// <summary>When it was first given, UTC.</summary>
    public DateTimeOffset AllocatedAt { get; init; }

    /// <summary>How long it lasts.</summary>
    public PortPersistence Persistence { get; init; }

    /// <summary>The process that a lease is bound to; null when it is stable or bound by time alone.</summary>
    public int? OwnerPid { get; init; }

    /// <summary>Who was last seen on the port although it is not the owner's; null when nobody was.</summary>
    public PortHolder? Conflict { get; init; }

    /// <summary>What the sockets told; null unless somebody looked just now (<see cref="IPortRegistry.InspectAsync"/>).</summary>
    public PortSocketState? Socket { get; init; }

    /// <summary>Who listens, when the sockets were looked at: the one that is not the owner, if there is one.</summary>
    public PortHolder? Listener { get; init; }

    /// <summary>The service's state as last journalled, null when it never ran.</summary>
    public ServiceState? State { get; init; }

    /// <summary>The service's health as last journalled, null when it never ran.</summary>
    public ServiceHealth? Health { get; init; }

    /// <summary>The service's process id as last journalled, null when none runs.</summary>
    public int? Pid { get; init; }
}
