namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>A row of what keeps a lease. Immutable.</summary>
/// <param name="Process">The process; null when time alone keeps it.</param>
/// <param name="BootId">The boot in which it was written; empty where the system does not tell.</param>
/// <param name="ExpiresTick">When it ends, in milliseconds since that boot; null when it does not end by time.</param>
/// <param name="ExpiresAt">The same in milliseconds since 1970.</param>
internal sealed record LeaseKeeper(OwnerIdentity? Process, string BootId, long? ExpiresTick, long? ExpiresAt)
{
    /// <summary>Whether it keeps nothing any more. A process that cannot be looked for from here still does.</summary>
    public bool IsOver(IOwnerInspector owners, Moment now) => IsExpired(now) || (Process is { } process && owners.Look(process) == OwnerState.Dead);

    // Only the clock of another boot has to be trusted: that of this one cannot be set.
    private bool IsExpired(Moment now) => BootId == now.BootId ? ExpiresTick <= now.Tick : ExpiresAt <= now.Wall;
}
