using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Who may listen on a port: the processes of the claims on it. Immutable.</summary>
/// <param name="claims">All claims on the port.</param>
/// <param name="owners">Looks for their processes.</param>
internal sealed class PortRights(IReadOnlyList<Claim> claims, IOwnerInspector owners)
{
    /// <summary>Looks for a stranger among the listeners; null when it cannot be told from here.</summary>
    public PortJudgement? Judge(IReadOnlyList<SocketListener> listeners)
    {
        if (listeners.Count == 0 || claims.Any(MayBeAnybodys)) return new PortJudgement(null);
        if (claims.Any(IsUnclear)) return null;
        var rightful = claims.Select(c => c.Process).Where(p => p is not null && owners.Look(p) == OwnerState.Alive).Select(p => p!.Pid)
            .Concat(claims.Select(c => c.Allocation.OwnerPid).OfType<int>()).ToHashSet();
        if (rightful.Count == 0) return new PortJudgement(listeners[0]);
        if (listeners.FirstOrDefault(l => l.Pid is { } pid && !ProcessFamily.IsOf(pid, rightful)) is { } stranger) return new PortJudgement(stranger);
        return listeners.Any(l => l.Pid is null) ? null : new PortJudgement(null);
    }

    // A listener that was there before, or runs without a process of ours, is the one that the claim is about.
    private static bool MayBeAnybodys(Claim claim) => claim.External || claim.Allocation.State is ServiceState.Launched or ServiceState.External;

    /// <summary>Whether a process of which only the number is known, or which cannot be seen from here, may be the listener.</summary>
    private bool IsUnclear(Claim claim) =>
        claim.Process is { } process ? owners.Look(process) == OwnerState.Unknown : claim.Allocation.Pid is not null;
}
