using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>A claim with what was seen on its port. Immutable.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Listeners">Who listens.</param>
/// <param name="Judgement">What to think of them; null when it cannot be told from here.</param>
internal sealed record InspectedClaim(Claim Claim, IReadOnlyList<SocketListener> Listeners, PortJudgement? Judgement)
{
    /// <summary>Who sits on the port although it is not the owner's; without a judgement it is whoever is on record.</summary>
    public PortHolder? Stranger => Judgement is null ? Claim.Allocation.Conflict : Judgement.Stranger is { } stranger ? Holder(stranger) : null;

    /// <summary>Whether somebody else sits there than is on record. A process that changes its title stays the same one.</summary>
    public bool IsNews => Stranger is var now && Claim.Allocation.Conflict is var then
        && (now is null != then is null || (now?.Address, now?.Pid, now?.User) != (then?.Address, then?.Pid, then?.User));

    /// <summary>What it says, and what was seen.</summary>
    public PortAllocation Tell(IOwnerInspector owners) => Claim.AsItIs(owners) with
    {
        Conflict = Stranger,
        Socket = Listeners.Count == 0 ? PortSocketState.Free : Judgement?.Stranger is null ? PortSocketState.Listening : PortSocketState.Taken,
        Listener = Listeners.Count == 0 ? null : Holder(Judgement?.Stranger ?? Listeners.FirstOrDefault(l => l.Pid is not null) ?? Listeners[0]),
    };

    private PortHolder Holder(SocketListener listener) => new()
    {
        Port = listener.Port,
        Protocol = Claim.Allocation.Protocol,
        Address = listener.Address,
        Pid = listener.Pid,
        Command = listener.Command,
        User = listener.User,
    };
}
