namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>Tells whether owners still run. Thread-safe.</summary>
internal interface IOwnerInspector
{
    /// <summary>Looks for exactly this process, not for a later one with its id.</summary>
    OwnerState Look(OwnerIdentity owner);
}
