namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>A live row of the claims table. Immutable.</summary>
/// <param name="Id">The row id.</param>
/// <param name="Allocation">What it says.</param>
/// <param name="Shared">Whether another claim holds the port and this one shares it.</param>
/// <param name="External">Whether a process that the registry does not know listened on the port when it was last looked at.</param>
/// <param name="Process">The service's process on record; null when there is none, or only its number is known.</param>
internal sealed record Claim(long Id, PortAllocation Allocation, bool Shared, bool External, OwnerIdentity? Process)
{
    /// <summary>Whether the service's process on record has ended, though nobody could write that down.</summary>
    public bool IsAbandoned(IOwnerInspector owners) => Process is not null && owners.Look(Process) == OwnerState.Dead;

    /// <summary>What it says, without what is known to have ended: the file keeps the last word of a supervisor that was killed.</summary>
    public PortAllocation AsItIs(IOwnerInspector owners) =>
        IsAbandoned(owners) ? Allocation with { Pid = null, Health = ServiceHealth.Unknown } : Allocation;

    public PortKey Key => new()
    {
        ProjectId = Allocation.ProjectId,
        Checkout = Allocation.Checkout,
        Service = Allocation.Service,
        Name = Allocation.Name,
        Replica = Allocation.Replica,
        Protocol = Allocation.Protocol,
    };
}
