namespace PortOrchestrator.Ports;

/// <summary>One port of a block. Immutable.</summary>
public sealed record PortBlockMember
{
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

    /// <summary>The number at offset 0.</summary>
    /// <value>The default value is <see langword="null"/>: the number after the member before it.</value>
    public int? Port { get; init; }
}
