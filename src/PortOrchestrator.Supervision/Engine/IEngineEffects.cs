using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>What an engine can do to the world.</summary>
internal interface IEngineEffects : IInstanceEffects, IDisposable
{
    /// <summary>Reports the end of a process that an earlier supervisor started.</summary>
    void WatchAdopted(ServiceInstance instance, ProcessIdentity process);

    /// <summary>Brings the further file of what ended while nobody supervised up to its end.</summary>
    void CatchUpLogs(ServiceInstance instance);

    /// <summary>Makes the stops under way kill what is left.</summary>
    void Force();

    /// <summary>Lets later stops be patient again. Called when no stop is under way.</summary>
    void Unforce();
}
