namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>What came of an attempt to renew the backup.</summary>
internal enum BackupOutcome
{
    /// <summary>There is a new one.</summary>
    Made,

    /// <summary>Another process is at it, at a repair, or in the middle of a write that keeps readers out.</summary>
    InTheWay,

    /// <summary>It could not be written; the old one stays.</summary>
    Failed,

    /// <summary>What was copied is damaged; the old one stays.</summary>
    Damaged,
}
