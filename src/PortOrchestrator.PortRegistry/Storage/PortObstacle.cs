namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>What the registry has against a port that we would choose.</summary>
internal enum PortObstacle
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A live claim holds it.</summary>
    Claimed,

    /// <summary>Another owner freed it a moment ago.</summary>
    Quarantined,

    /// <summary>Another owner wants this very number, though it has another one now.</summary>
    Wanted,
}
