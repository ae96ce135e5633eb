namespace PortOrchestrator.Ports;

/// <summary>A wish for a port. Immutable.</summary>
public sealed record PortRequest
{
    /// <summary>The project and checkout; recorded with the allocation.</summary>
    public required ProjectIdentity Project { get; init; }

    /// <summary>The service's name.</summary>
    public required string Service { get; init; }

    /// <summary>The port's name within the service.</summary>
    /// <value>The default value is <c>default</c>.</value>
    public string Name { get; init; } = PortDefinition.DefaultName;

    /// <summary>The replica's number.</summary>
    /// <value>The default value is 0.</value>
    public int Replica { get; init; }

    /// <summary>The transport protocol.</summary>
    /// <value>The default value is <see cref="PortProtocol.Tcp"/>.</value>
    public PortProtocol Protocol { get; init; }

    /// <summary>How firmly <see cref="Port"/> is meant.</summary>
    /// <value>The default value is <see cref="PortMode.Auto"/>.</value>
    public PortMode Mode { get; init; }

    /// <summary>The wanted number; required for <see cref="PortMode.Exact"/>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? Port { get; init; }

    /// <summary>The range to choose from when <see cref="Port"/> cannot be had.</summary>
    /// <value>The default value is <see langword="null"/>: the project's range, else the machine's pool.</value>
    public PortRange? Range { get; init; }

    /// <summary>Whether an exact port that another checkout or project already holds for a service of the same name may be shared.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowSharing { get; init; }

    /// <summary>Whether an exact port that a process unknown to the registry listens on may be recorded all the same (the service is already up, run by somebody else).</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowForeignHolder { get; init; }

    /// <summary>How long the allocation lasts.</summary>
    /// <value>The default value is <see cref="PortPersistence.Stable"/>.</value>
    public PortPersistence Persistence { get; init; }

    /// <summary>The process that a lease is bound to: by its id, its start time and the system's boot, so that a later process with the same id is another one. Several processes may hold one lease; it lasts as long as the last of them.</summary>
    /// <value>The default value is <see langword="null"/>: the calling process, or none when there is a <see cref="TimeToLive"/>.</value>
    public int? OwnerPid { get; init; }

    /// <summary>How long a lease lasts unless it is renewed by asking again; measured by a clock that nobody sets.</summary>
    /// <value>The default value is <see langword="null"/>: as long as its owner.</value>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The key that the allocation is stored under.</summary>
    public PortKey Key => new()
    {
        ProjectId = Project.ProjectId,
        Checkout = Project.Checkout,
        Service = Service,
        Name = Name,
        Replica = Replica,
        Protocol = Protocol,
    };
}
