namespace PortOrchestrator.Ports;

/// <summary>One change of the registry, by whatever process. Immutable.</summary>
public sealed record PortChange
{
    /// <summary>Its number: higher is later, and none is used twice.</summary>
    public required long Sequence { get; init; }

    /// <summary>What happened.</summary>
    public required PortChangeKind Kind { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The owner.</summary>
    public required PortKey Key { get; init; }

    /// <summary>The project's name for people.</summary>
    public required string Project { get; init; }
}
