namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>A live row of the claims table. Immutable.</summary>
/// <param name="Id">The row id.</param>
/// <param name="Allocation">What it says.</param>
/// <param name="Shared">Whether another claim holds the port and this one shares it.</param>
/// <param name="External">Whether a process that the registry does not know listened on the port when it was last looked at.</param>
internal sealed record Claim(long Id, PortAllocation Allocation, bool Shared, bool External)
{
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
