using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Takes back what belongs to checkouts and processes that are gone, and never what anything alive uses. Thread-safe.</summary>
internal sealed class Collector(RegistryDatabase database, RegistryClock clock, RegistrySeams seams, ILogger logger)
{
    /// <summary>Collects, or only tells what would be.</summary>
    /// <param name="releaser">How ports are given back.</param>
    /// <param name="dryRun">Whether to change nothing.</param>
    /// <param name="spared">Checkouts that were seen within this time are left alone.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The allocations, ordered by port.</returns>
    public async Task<IReadOnlyList<PortAllocation>> RunAsync(
        ClaimReleaser releaser, bool dryRun, TimeSpan spared, CancellationToken cancellationToken)
    {
        var before = clock.Now.Wall - (long)spared.TotalMilliseconds;
        var (known, leases) = await database.ReadAsync(
            c => (CheckoutTable.Known(c).FindAll(k => spared == TimeSpan.Zero || k.LastSeen < before), EndedLeases(c)), cancellationToken).ConfigureAwait(false);
        var found = await Task.Run(() => Find(known, leases), cancellationToken).ConfigureAwait(false);
        if (found.IsEmpty) return [];
        if (dryRun) return await database.ReadAsync(c => Sort(Claims(c, found)), cancellationToken).ConfigureAwait(false);
        var (collected, forgotten) = await database.WriteAsync(c => Collect(c, found, releaser), cancellationToken).ConfigureAwait(false);
        foreach (var checkout in forgotten) logger.Collected(checkout.Name, checkout.Checkout, checkout.Root);
        foreach (var a in collected) logger.CollectedPort(a.Port, a.Protocol, a.Service, a.Project, a.Checkout);
        return collected;
    }

    private static List<PortAllocation> Sort(IEnumerable<Claim> claims) => [.. claims.Select(c => c.Allocation).OrderBy(a => a.Port)];

    private static List<Claim> Of(RegistryConnection connection, KnownCheckout checkout) =>
        ClaimTable.Matching(connection, new PortQuery { ProjectId = checkout.Project.ProjectId, Checkout = checkout.Project.Checkout });

    private List<Claim> EndedLeases(RegistryConnection connection)
    {
        var now = clock.Now;
        return ClaimTable.Leases(connection).FindAll(c => LeaseTable.IsOver(connection, c.Id, seams.Owners, now));
    }

    private Collectable Find(List<KnownCheckout> known, List<Claim> leases)
    {
        var judge = new CheckoutJudge(MountTable.Read());
        var gone = known.FindAll(c => judge.Judge(c) == CheckoutVerdict.Gone);
        var listening = gone.Count + leases.Count == 0 ? [] : Enum.GetValues<PortProtocol>().ToDictionary(p => p, seams.Sockets.Ports);
        return new Collectable(gone, leases, listening);
    }

    /// <summary>Looks once more, at what the file says now: a lease may have been renewed since.</summary>
    private List<Claim> Claims(RegistryConnection connection, Collectable found)
    {
        var ended = EndedLeases(connection).ToDictionary(c => c.Id);
        var claims = found.Leases.Where(l => ended.ContainsKey(l.Id)).Select(l => ended[l.Id])
            .Concat(found.Checkouts.SelectMany(c => Of(connection, c)).Where(c => c.Allocation.Persistence == PortPersistence.Stable));
        return [.. claims.Where(c => !found.IsListenedOn(c) && !MayRun(c.Process))];
    }

    private (List<PortAllocation> Collected, List<ProjectIdentity> Forgotten) Collect(RegistryConnection connection, Collectable found, ClaimReleaser releaser)
    {
        var claims = Claims(connection, found);
        releaser.Release(connection, claims, collected: true);
        var forgotten = new List<ProjectIdentity>();
        foreach (var checkout in found.Checkouts)
        {
            if (Of(connection, checkout).Count > 0 || ServiceTable.Processes(connection, checkout.Id).Exists(MayRun)) continue;
            CheckoutTable.Delete(connection, checkout.Project);
            forgotten.Add(checkout.Project);
        }
        return (Sort(claims), forgotten);
    }

    private bool MayRun(OwnerIdentity? process) => process is not null && seams.Owners.Look(process) != OwnerState.Dead;
}
