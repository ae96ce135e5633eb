using PortOrchestrator.PortRegistry.Collection;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>A row of the checkouts table. Immutable.</summary>
/// <param name="Id">The row id.</param>
/// <param name="Project">Which checkout.</param>
/// <param name="Place">Where it was last seen; null when that was not written down.</param>
/// <param name="LastSeen">When, in milliseconds since 1970, to the minute.</param>
internal sealed record KnownCheckout(long Id, ProjectIdentity Project, CheckoutPlace? Place, long LastSeen);
