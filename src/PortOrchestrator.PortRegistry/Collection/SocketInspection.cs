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
        var looks = new ProcessLooks(seams.Owners);
        var seen = await Task.Run(() => Compare(asked, all, looks), cancellationToken).ConfigureAwait(false);
        var news = seen.FindAll(s => s.IsNews);
        if (news.Count > 0) await database.WriteAsync(c => Record(c, news), cancellationToken).ConfigureAwait(false);
        foreach (var inspected in news) Report(inspected);
        return seen.ConvertAll(s => s.Tell(looks));
    }

    private List<InspectedClaim> Compare(List<Claim> asked, List<Claim> all, ProcessLooks looks)
    {
        var onPort = all.ToLookup(c => (c.Allocation.Port, c.Allocation.Protocol));
        var listeners = asked.Select(c => c.Allocation.Protocol).Distinct().ToDictionary(p => p, p => Listeners(asked, p));
        var folders = new CheckoutFolders(all.Select(c => c.Allocation.Root));
        return asked.ConvertAll(claim =>
        {
            var (port, protocol) = (claim.Allocation.Port, claim.Allocation.Protocol);
            SocketListener[] here = [.. listeners[protocol][port]];
            var rights = new PortRights([.. onPort[(port, protocol)]], looks, folders);
            return new InspectedClaim(claim, here, here.Length == 0 ? new PortJudgement(null) : rights.Judge(here));
        });
    }

    // In one order, so that of two strangers it is always the same one that is told.
    private ILookup<int, SocketListener> Listeners(List<Claim> asked, PortProtocol protocol) =>
        seams.Sockets.Find(asked.Where(c => c.Allocation.Protocol == protocol).Select(c => c.Allocation.Port).ToHashSet(), protocol)
            .OrderBy(l => l.Address, StringComparer.Ordinal).ThenBy(l => l.Pid).ToLookup(l => l.Port);

    private bool Record(RegistryConnection connection, List<InspectedClaim> news)
    {
        var now = clock.Now.Wall;
        foreach (var inspected in news)
        {
            if (inspected.Stranger is not { } stranger) ConflictTable.Delete(connection, inspected.Claim);
            else ConflictTable.Put(connection, inspected.Claim, stranger, now);
        }
        return true;
    }

    private void Report(InspectedClaim inspected)
    {
        var a = inspected.Claim.Allocation;
        if (inspected.Stranger is not { } stranger) logger.ConflictCleared(a.Port, a.Protocol, a.Service, a.Project, a.Checkout);
        else logger.Conflicted(a.Port, a.Protocol, a.Service, a.Project, a.Checkout, stranger);
    }
}
