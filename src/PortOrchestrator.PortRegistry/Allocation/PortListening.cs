using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Answers wishes for listening sockets. Thread-safe.</summary>
internal sealed class PortListening(PortAllocations allocations, RegistryDatabase database, RegistrySeams seams, ClaimReleaser releaser)
{
    private readonly OwnerIdentity _self = OwnerIdentity.OfThisProcess();

    /// <inheritdoc cref="IPortRegistry.ListenAsync"/>
    public async Task<PortListener> ListenAsync(PortRequest request, PortListenOptions options, CancellationToken cancellationToken)
    {
        using var probe = new HoldingProbe(seams.Probe, options);
        var result = await allocations.AllocateAsync(request, probe, cancellationToken).ConfigureAwait(false);
        if (result.Allocation is not { } allocation) return new PortListener(result, null);
        if (result.Outcome is PortOutcome.Shared or PortOutcome.External) return new PortListener(result, null);
        // The port was the owner's already, so nothing had to be proved; its own number is the one port that it may always try.
        if (result.Outcome == PortOutcome.Existing && probe.Probe(allocation.Port, request.Protocol) != PortVerdict.Free)
            return new PortListener(await allocations.ExplainAsync(request, result, cancellationToken).ConfigureAwait(false), null);
        Func<ValueTask>? release = request.Persistence == PortPersistence.Stable ? null : () => ReleaseAsync(request);
        return new PortListener(result, probe.Take(), release);
    }

    private async ValueTask ReleaseAsync(PortRequest request) => await database.WriteAsync(
        connection =>
        {
            if (ClaimTable.Find(connection, request.Key) is not { Allocation.Persistence: not PortPersistence.Stable } claim) return false;
            var owner = request.OwnerPid is { } pid && pid != _self.Pid ? OwnerIdentity.OfProcess(pid) : _self;
            if (owner is not null && LeaseTable.Drop(connection, claim.Id, owner)) return false;
            releaser.Release(connection, claim);
            return true;
        },
        CancellationToken.None).ConfigureAwait(false);
}
