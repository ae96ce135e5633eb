using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Compares claims with who listens, and records who sits on a port that is not theirs. Thread-safe.</summary>
internal sealed class SocketInspection(RegistryDatabase database, RegistryClock clock, RegistrySeams seams, ILogger logger)
{
    /// <inheritdoc cref="IPortRegistry.InspectAsync"/>
    public async Task<IReadOnlyList<PortAllocation>> RunAsync(PortQuery query, CancellationToken cancellationToken)
    {
        // All of them: a process that shares a port may belong to a claim that was not asked for.
        var (asked, all) = await database.ReadAsync(
            c => (ClaimTable.Matching(c, query), ClaimTable.Matching(c, new PortQuery())), cancellationToken).ConfigureAwait(false);
        var changes = await Task.Run(() => Compare(asked, all), cancellationToken).ConfigureAwait(false);
        if (changes.Count > 0) await database.WriteAsync(c => Record(c, changes), cancellationToken).ConfigureAwait(false);
        foreach (var (claim, holder) in changes) Report(claim.Allocation, holder);
        var claims = await database.ReadAsync(c => ClaimTable.Matching(c, query), cancellationToken).ConfigureAwait(false);
        return claims.ConvertAll(c => c.AsItIs(seams.Owners));
    }

    private List<(Claim Claim, PortHolder? Holder)> Compare(List<Claim> asked, List<Claim> all)
    {
        var changes = new List<(Claim, PortHolder?)>();
        var onPort = all.ToLookup(c => (c.Allocation.Port, c.Allocation.Protocol));
        foreach (var group in asked.GroupBy(c => c.Allocation.Protocol))
        {
            var listeners = seams.Sockets.Find(group.Select(c => c.Allocation.Port).ToHashSet(), group.Key).ToLookup(l => l.Port);
            foreach (var claim in group)
            {
                var rights = new PortRights([.. onPort[(claim.Allocation.Port, group.Key)]], seams.Owners);
                if (rights.Judge([.. listeners[claim.Allocation.Port]]) is not { } judgement) continue;
                var holder = judgement.Stranger is { } stranger ? Holder(stranger, group.Key) : null;
                if (holder != claim.Allocation.Conflict) changes.Add((claim, holder));
            }
        }
        return changes;
    }

    private static PortHolder Holder(SocketListener listener, PortProtocol protocol) => new()
    {
        Port = listener.Port,
        Protocol = protocol,
        Address = listener.Address,
        Pid = listener.Pid,
        Command = listener.Command,
        User = listener.User,
    };

    private bool Record(RegistryConnection connection, List<(Claim Claim, PortHolder? Holder)> changes)
    {
        var now = clock.Now.Wall;
        foreach (var (claim, holder) in changes)
        {
            if (holder is null) ConflictTable.Delete(connection, claim);
            else ConflictTable.Put(connection, claim, holder, now);
        }
        return true;
    }

    private void Report(PortAllocation a, PortHolder? holder)
    {
        if (holder is null) logger.ConflictCleared(a.Port, a.Protocol, a.Service, a.Project, a.Checkout);
        else logger.Conflicted(a.Port, a.Protocol, a.Service, a.Project, a.Checkout, holder);
    }
}
