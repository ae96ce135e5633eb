using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Storage;
using PortOrchestrator.PortRegistry.Storage.Recovery;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Who may listen on a port: the processes of the claims on it, and whoever works in their checkouts. Immutable.</summary>
/// <param name="claims">All claims on the port.</param>
/// <param name="looks">Looks for their processes.</param>
/// <param name="folders">The folders of all checkouts that have ports.</param>
internal sealed class PortRights(IReadOnlyList<Claim> claims, ProcessLooks looks, CheckoutFolders folders)
{
    /// <summary>Looks for a stranger among the listeners; null when it cannot be told from here.</summary>
    public PortJudgement? Judge(IReadOnlyList<SocketListener> listeners)
    {
        if (claims.Any(MayBeAnybodys)) return new PortJudgement(null);
        if (claims.Any(IsUnclear)) return null;
        var rightful = claims.Select(c => c.Process).Where(p => p is not null && looks.Look(p) == OwnerState.Alive).Select(p => p!.Pid)
            .Concat(claims.Select(c => c.Allocation.OwnerPid).OfType<int>()).ToHashSet();
        // Of a port that was allocated by hand nobody knows what will listen on it, or by whom it is run.
        var isByHand = claims.Any(c => c.Allocation.State is null);
        var verdicts = listeners.Select(l => (Listener: l, IsStranger: IsStranger(l, rightful, isByHand))).ToList();
        if (verdicts.Find(v => v.IsStranger == true).Listener is { } stranger) return new PortJudgement(stranger);
        return verdicts.Exists(v => v.IsStranger is null) ? null : new PortJudgement(null);
    }

    private bool? IsStranger(SocketListener listener, HashSet<int> rightful, bool isByHand)
    {
        if (listener.Pid is not { } pid) return isByHand || rightful.Count > 0 ? null : true;
        if ((rightful.Count > 0 && ProcessFamily.IsOf(pid, rightful)) || IsTold(pid)) return false;
        if (looks.FolderOf(pid) is { } folder && IsAtHome(pid, folder)) return false;
        return isByHand && (!ProcessFolder.IsTold || HolderName.IsOfContainer(listener.Command)) ? null : true;
    }

    // A listener that was there before, or runs without a process of ours, is the one that the claim is about.
    private static bool MayBeAnybodys(Claim claim) => claim.External || claim.Allocation.State is ServiceState.Launched or ServiceState.External;

    /// <summary>Whether a process of which only the number is known, or which cannot be seen from here, may be the listener.</summary>
    private bool IsUnclear(Claim claim) =>
        claim.Process is { } process ? looks.Look(process) == OwnerState.Unknown : claim.Allocation.Pid is not null;

    /// <summary>Whether a process was started as one of the services, however far it has moved away from it.</summary>
    private bool IsTold(int pid) => looks.ToldTo(pid) is { } told && claims.Any(c => IsOfCheckout(told, c) && told.Service == c.Allocation.Service);

    /// <summary>Whether a process that nobody started as another service of the checkout works in its folder.</summary>
    private bool IsAtHome(int pid, string folder) =>
        claims.Any(c => folders.Lies(folder, c.Allocation.Root) && !(looks.ToldTo(pid) is { } told && IsOfCheckout(told, c)));

    private static bool IsOfCheckout(ServiceEnvironment told, Claim claim) =>
        told.Project == claim.Allocation.Project && told.Checkout == claim.Allocation.Checkout;
}
