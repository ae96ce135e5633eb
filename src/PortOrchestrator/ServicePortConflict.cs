namespace PortOrchestrator;

/// <summary>A port that a service needs and cannot have. Immutable.</summary>
public sealed record ServicePortConflict
{
    /// <summary>The service's name.</summary>
    public required string Service { get; init; }

    /// <summary>The port's name.</summary>
    public required string PortName { get; init; }

    /// <summary>The number; null when no port of the range is free.</summary>
    public int? Port { get; init; }

    /// <summary>Whether the service is required.</summary>
    public bool Required { get; init; }

    /// <summary>Who holds it.</summary>
    public PortHolder? Holder { get; init; }

    /// <summary>What, who and what to do next.</summary>
    public required string Message { get; init; }
}
