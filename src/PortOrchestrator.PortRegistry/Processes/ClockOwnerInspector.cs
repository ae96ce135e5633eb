namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>Looks for owners by process id and time of day, where there is no boot id (Windows, macOS). Immutable.</summary>
internal sealed class ClockOwnerInspector : IOwnerInspector
{
    // The system may round; and to take a process that reused the id within a second for its owner keeps a port too long, and no more.
    private const long Tolerance = TimeSpan.TicksPerSecond;

    public OwnerState Look(OwnerIdentity owner)
    {
        // Written on a system of another kind, say on a shared disk, or without knowing the time.
        if (owner is not { BootId: null, PidNamespace: null, Started: > 0 }) return OwnerState.Unknown;
        if (ProcessClock.Started(owner.Pid) is not { } started) return ProcessClock.Exists(owner.Pid) ? OwnerState.Unknown : OwnerState.Dead;
        return Math.Abs(started - owner.Started) < Tolerance ? OwnerState.Alive : OwnerState.Dead;
    }
}
