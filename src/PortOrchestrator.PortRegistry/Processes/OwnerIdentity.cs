namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>Which process made a claim, in a way that a reused process id, a reboot or a container cannot confuse. Immutable.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="Started">Its start time: clock ticks since boot on Linux, UTC ticks elsewhere.</param>
/// <param name="BootId">The system's boot id, null where there is none.</param>
/// <param name="PidNamespace">The pid namespace that <paramref name="Pid"/> counts in, null where there is none.</param>
internal sealed record OwnerIdentity(int Pid, long Started, string? BootId, string? PidNamespace)
{
    /// <summary>Reads the identity of this process.</summary>
    public static OwnerIdentity OfThisProcess() =>
        // A /proc that is not mounted leaves an identity that nobody can be taken for.
        OfProcess(Environment.ProcessId) ?? new OwnerIdentity(Environment.ProcessId, 0, null, null);

    /// <summary>Reads the identity of a process; null when no process with this id runs, or the system does not tell when it was started.</summary>
    public static OwnerIdentity? OfProcess(int pid)
    {
        // The namespace is ours whichever process is looked at: that is where the id was read.
        if (OperatingSystem.IsLinux())
            return ProcessStat.Read(pid) is { IsAlive: true } stat ? new OwnerIdentity(pid, stat.Started, ThisSystem.BootId(), ThisSystem.PidNamespace()) : null;
        return ProcessClock.Started(pid) is { } started ? new OwnerIdentity(pid, started, null, null) : null;
    }
}
