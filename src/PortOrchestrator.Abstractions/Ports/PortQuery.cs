namespace PortOrchestrator.Ports;

/// <summary>Which allocations; every part that is null matches all. Immutable.</summary>
public sealed record PortQuery
{
    /// <summary>The project's id.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The checkout's name.</summary>
    public string? Checkout { get; init; }

    /// <summary>The service's name.</summary>
    public string? Service { get; init; }

    /// <summary>The port's name within the service.</summary>
    public string? Name { get; init; }

    /// <summary>The number.</summary>
    public int? Port { get; init; }

    /// <summary>The transport protocol.</summary>
    public PortProtocol? Protocol { get; init; }
}
