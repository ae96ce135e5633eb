using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>What a look at a port's listeners told. Immutable.</summary>
/// <param name="Stranger">The one that is not the owner's; null when there is none.</param>
internal sealed record PortJudgement(SocketListener? Stranger);
