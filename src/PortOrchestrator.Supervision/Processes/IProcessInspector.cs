namespace PortOrchestrator.Supervision.Processes;

/// <summary>Looks at processes. Thread-safe. A process in state Z or X is dead.</summary>
public interface IProcessInspector
{
    /// <summary>Names this boot of the system; empty where the system does not tell.</summary>
    string BootId { get; }

    /// <summary>Identifies a live process.</summary>
    /// <param name="pid">The process id.</param>
    /// <returns>The identity; null when no live process has that id.</returns>
    ProcessIdentity? Identify(int pid);

    /// <summary>Whether exactly this process still lives.</summary>
    /// <param name="process">The process.</param>
    bool IsAlive(ProcessIdentity process);

    /// <summary>
    /// Finds what lives of a service's process tree: the root, its descendants, the members of its session,
    /// and processes that carry the instance id in their environment (<c>PORTORCH_INSTANCE</c>).
    /// </summary>
    /// <param name="root">The service's first process, dead or alive.</param>
    /// <param name="instanceId">The instance id; null to leave the environment out.</param>
    /// <param name="known">Members that were seen before and may have lost their parent.</param>
    IReadOnlyList<ProcessIdentity> FindTree(ProcessIdentity root, string? instanceId, IReadOnlyCollection<ProcessIdentity>? known = null);

    /// <summary>Finds the processes that carry an instance id in their environment.</summary>
    /// <param name="instanceId">The instance id.</param>
    IReadOnlyList<ProcessIdentity> FindMarked(string instanceId);

    /// <summary>
    /// Whether a process has not come to rest: it, or a descendant in its session, runs, waits for a processor or for a disk. A process
    /// that is gone, and one of a system that does not tell, is not busy.
    /// </summary>
    /// <param name="process">The leader of the session.</param>
    bool IsBusy(ProcessIdentity process);

    /// <summary>Sends a signal to exactly this process, never to a later one with the same id.</summary>
    /// <param name="process">The process.</param>
    /// <param name="signal">The signal's number.</param>
    /// <returns>Whether it was delivered; false when the process is gone.</returns>
    bool Signal(ProcessIdentity process, int signal);

    /// <summary>Waits until a process that is not our child has ended.</summary>
    /// <param name="process">The process.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WaitForExitAsync(ProcessIdentity process, CancellationToken cancellationToken = default);

    /// <summary>Waits until a process that is not our child has ended, and learns how where the system tells it (Linux 6.15 and later; earlier by chance).</summary>
    /// <param name="process">The process.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The exit code, 128 + n for signal n; null when the system does not tell.</returns>
    Task<int?> WaitForExitCodeAsync(ProcessIdentity process, CancellationToken cancellationToken = default);

    /// <summary>The process's command line for people; null when it is gone or not readable.</summary>
    /// <param name="pid">The process id.</param>
    string? CommandLine(int pid);
}
