namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>A live row of the claims table. Immutable.</summary>
/// <param name="Id">The row id.</param>
/// <param name="Allocation">What it says.</param>
/// <param name="Shared">Whether another claim holds the port and this one shares it.</param>
internal sealed record Claim(long Id, PortAllocation Allocation, bool Shared)
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
