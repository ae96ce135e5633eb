namespace PortOrchestrator.Ports;

/// <summary>Who an allocation belongs to. Immutable; equality is by value.</summary>
public sealed record PortKey
{
    /// <summary>The project's id.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The checkout's name.</summary>
    /// <value>The default value is <c>main</c>.</value>
    public string Checkout { get; init; } = ProjectIdentity.MainCheckout;

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
}
