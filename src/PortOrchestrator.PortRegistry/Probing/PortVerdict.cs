namespace PortOrchestrator.PortRegistry.Probing;

/// <summary>What an attempt to listen on a port gave.</summary>
internal enum PortVerdict
{
    /// <summary>Nobody has it.</summary>
    Free,

    /// <summary>A socket of some process has it.</summary>
    InUse,

    /// <summary>The system does not let this user have it.</summary>
    Denied,
}
