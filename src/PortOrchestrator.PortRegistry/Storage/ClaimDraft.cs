namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>A claim to be written. Immutable.</summary>
internal sealed record ClaimDraft
{
    public required long Checkout { get; init; }

    public required PortKey Key { get; init; }

    public required int Port { get; init; }

    public required PortMode Mode { get; init; }

    public required int? Wanted { get; init; }

    public required PortPersistence Persistence { get; init; }

    /// <summary>The process that makes the claim.</summary>
    public required OwnerIdentity Owner { get; init; }

    /// <summary>Another claim holds the port, and this one shares it.</summary>
    public bool Shared { get; init; }

    /// <summary>A process that the registry does not know listens on it.</summary>
    public bool External { get; init; }
}
