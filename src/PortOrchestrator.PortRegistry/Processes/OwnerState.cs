namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>Whether the process that made a claim still runs.</summary>
internal enum OwnerState
{
    /// <summary>It cannot be told from here: another pid namespace, or a system that does not tell. Nothing of it may be collected.</summary>
    Unknown,

    /// <summary>Exactly that process runs.</summary>
    Alive,

    /// <summary>It has ended, and nothing that runs now is it.</summary>
    Dead,
}
