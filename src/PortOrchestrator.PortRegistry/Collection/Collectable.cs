using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Checkouts and leases that nothing keeps any more. Immutable.</summary>
/// <param name="Checkouts">The checkouts that were deleted.</param>
/// <param name="Leases">The leases that are over.</param>
/// <param name="Listening">The ports that somebody listens on, and that are kept therefore.</param>
internal sealed record Collectable(
    IReadOnlyList<KnownCheckout> Checkouts, IReadOnlyList<Claim> Leases, IReadOnlyDictionary<PortProtocol, IReadOnlySet<int>> Listening)
{
    public bool IsEmpty => Checkouts.Count == 0 && Leases.Count == 0;

    /// <summary>Whether somebody listens on a claim's port. A share can go at any time: the port stays with its holder.</summary>
    public bool IsListenedOn(Claim claim) => !claim.Shared && Listening[claim.Allocation.Protocol].Contains(claim.Allocation.Port);
}
