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
    /// <value>The default value is <see langword="null"/>: the machine's pool.</value>
    public PortRange? Range { get; init; }

    /// <summary>Whether an exact port that another checkout or project already holds for a service of the same name may be shared.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowSharing { get; init; }

    /// <summary>Whether an exact port that a process unknown to the registry listens on may be recorded all the same (the service is already up, run by somebody else).</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowForeignHolder { get; init; }

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
