namespace PortOrchestrator.Ports;

/// <summary>What happened to an allocation.</summary>
public enum PortChangeKind
{
    /// <summary>It was made.</summary>
    Allocated,

    /// <summary>It was given back.</summary>
    Released,

    /// <summary>Its owner or checkout was gone, and it was collected.</summary>
    Collected,

    /// <summary>A process that is not its owner's was seen on its port.</summary>
    Conflicted,

    /// <summary>That process is gone from its port.</summary>
    Cleared,
}
