using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Terminals;

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

    /// <summary>The terminal of a run, when the program that was in this process before has handed it over.</summary>
    ServiceTerminal? TakeTerminal(JournalEntry entry);

    /// <summary>Closes the terminals that were handed over and that no run has taken.</summary>
    void DropTerminals();

    /// <summary>Leaves the ends of processes to the next program of this one.</summary>
    /// <param name="alive">The instances whose processes live.</param>
    /// <returns>Those of their processes that are children of this one; null when an end is on its way to the mailbox, so that it is too early.</returns>
    IReadOnlyList<ProcessIdentity>? HoldChildren(IEnumerable<ServiceInstance> alive);

    /// <summary>Leaves the terminals of instances to the next program of this process. Nothing else may be asked for afterwards.</summary>
    IReadOnlyList<HandedTerminal> HandOverTerminals(IEnumerable<ServiceInstance> instances);
}
