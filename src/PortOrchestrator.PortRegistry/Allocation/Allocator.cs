using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Decides which port an owner gets, inside one write transaction. Immutable.</summary>
internal sealed class Allocator(PortRegistryOptions options, PortAdvice advice, ClaimReleaser releaser, IPortProbe probe)
{
    private readonly OwnerIdentity _owner = OwnerIdentity.OfThisProcess();

    /// <summary>Whether what an owner has answers a request as it is, so that nothing needs to be written.</summary>
    public static bool Satisfies(PortAllocation held, PortRequest request) =>
        held.Root == request.Project.Root && held.Project == request.Project.Name && KeepsPort(held, request)
        && (request.Port is null || (held.Wanted == request.Port && held.Mode == request.Mode));

    /// <summary>Whether an owner keeps what it has: it does unless it now insists on another number.</summary>
    public static bool KeepsPort(PortAllocation held, PortRequest request) => request.Mode != PortMode.Exact || held.Port == request.Port;

    /// <summary>Gives the owner its port. Call it inside a write transaction.</summary>
    public Decision Allocate(RegistryConnection connection, PortRequest request, CancellationToken cancellationToken)
    {
        var now = options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        var step = new Step(connection, request, CheckoutTable.Touch(connection, request.Project, now), now);
        QuarantineTable.Expire(connection, now);
        if (ClaimTable.Find(connection, request.Key) is not { } held) return request.Mode == PortMode.Exact ? Exact(step, null) : Choose(step, cancellationToken);
        if (!KeepsPort(held.Allocation, request)) return Exact(step, held);
        if (request.Port is not null) ClaimTable.Restate(connection, held.Id, request.Mode, request.Port);
        // The caller has seen that the stranger is gone.
        if (held.External) ClaimTable.Own(connection, held.Id);
        return new Decision { Outcome = PortOutcome.Existing, Allocation = Reread(step) };
    }

    private Decision Exact(Step step, Claim? held)
    {
        var request = step.Request;
        var port = request.Port!.Value;
        if (ClaimTable.OnPort(step.Connection, port, request.Protocol) is [var holder, ..] claims)
        {
            if (claims.TrueForAll(c => IsIdleElsewhere(c.Allocation, request)) && !(request.AllowSharing && IsSameServiceElsewhere(holder.Allocation, request)))
                return TakeOver(step, port, held, claims);
            return request.AllowSharing && IsSameServiceElsewhere(holder.Allocation, request)
                ? Take(step, port, held, PortOutcome.Shared) with { Refused = port, RefusedBy = holder.Allocation }
                : new Decision { Outcome = PortOutcome.Conflict, Refused = port, RefusedBy = holder.Allocation };
        }
        return probe.Probe(port, request.Protocol) switch
        {
            PortVerdict.Free => Take(step, port, held, PortOutcome.Allocated),
            PortVerdict.Denied => new Decision { Outcome = PortOutcome.ReservedBySystem, Refused = port, Denied = true },
            _ when request.AllowForeignHolder => Take(step, port, held, PortOutcome.External) with { Refused = port },
            _ => new Decision { Outcome = PortOutcome.Conflict, Refused = port },
        };
    }

    // The owner of an idle claim is known not to run, so looking whether anybody listens disturbs nobody.
    private Decision TakeOver(Step step, int port, Claim? held, List<Claim> idle)
    {
        var earlier = idle[0].Allocation;
        if (probe.Probe(port, step.Request.Protocol) != PortVerdict.Free)
            return new Decision { Outcome = PortOutcome.Conflict, Refused = port, RefusedBy = earlier };
        releaser.Release(step.Connection, idle);
        return Take(step, port, held, PortOutcome.Allocated) with { TakenFrom = earlier };
    }

    private Decision Choose(Step step, CancellationToken cancellationToken)
    {
        var request = step.Request;
        var tried = 0;
        var refused = new Decision { Outcome = PortOutcome.PoolExhausted };
        foreach (var candidate in CandidateSequence.Of(request, ClaimTable.LastPort(step.Connection, request.Key), options.Pool))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tried++;
            if (!advice.Allows(candidate, request.Protocol)) continue;
            var (verdict, obstacle) = Look(step, candidate);
            if (verdict == PortVerdict.Free) return Take(step, candidate.Port, null, PortOutcome.Allocated) with
            {
                Refused = refused.Refused,
                RefusedBy = refused.RefusedBy,
                Denied = refused.Denied,
            };
            if (!IsPreferred(candidate.Origin) || obstacle is PortObstacle.Quarantined or PortObstacle.Wanted) continue;
            refused = refused with
            {
                Refused = candidate.Port,
                RefusedBy = ClaimTable.OnPort(step.Connection, candidate.Port, request.Protocol).FirstOrDefault()?.Allocation,
                Denied = verdict == PortVerdict.Denied,
            };
        }
        return refused with { Tried = tried };
    }

    private (PortVerdict Verdict, PortObstacle Obstacle) Look(Step step, Candidate candidate)
    {
        var request = step.Request;
        var obstacle = ClaimTable.Obstacle(step.Connection, candidate.Port, request.Key, step.Checkout, step.Now);
        // A number that the user wrote is not ours to hold back; only a live claim is in its way.
        var passes = candidate.Origin switch
        {
            CandidateOrigin.Written => obstacle != PortObstacle.Claimed,
            CandidateOrigin.Last => obstacle is PortObstacle.None or PortObstacle.Wanted,
            _ => obstacle == PortObstacle.None,
        };
        return (passes ? probe.Probe(candidate.Port, request.Protocol) : PortVerdict.InUse, obstacle);
    }

    private Decision Take(Step step, int port, Claim? held, PortOutcome outcome)
    {
        if (held is not null) releaser.Release(step.Connection, held);
        ClaimTable.Insert(
            step.Connection,
            new ClaimDraft
            {
                Checkout = step.Checkout,
                Key = step.Request.Key,
                Port = port,
                Mode = step.Request.Mode,
                Wanted = step.Request.Port,
                Shared = outcome == PortOutcome.Shared,
                External = outcome == PortOutcome.External,
                Owner = _owner,
            },
            step.Now);
        return new Decision { Outcome = outcome, Allocation = Reread(step), MovedFrom = held?.Allocation.Port };
    }

    private static bool IsPreferred(CandidateOrigin origin) => origin is CandidateOrigin.Written or CandidateOrigin.WellKnown;

    /// <summary>Replicas of one checkout are different processes; only another checkout or project can mean the same running one.</summary>
    private static bool IsSameServiceElsewhere(PortAllocation holder, PortRequest request) =>
        holder.Service == request.Service && (holder.ProjectId, holder.Checkout) != (request.Project.ProjectId, request.Project.Checkout);

    /// <summary>Another checkout's service that its supervisor last told not to run. Without such a word it is a reservation, and stands.</summary>
    private static bool IsIdleElsewhere(PortAllocation holder, PortRequest request) =>
        (holder.ProjectId, holder.Checkout) != (request.Project.ProjectId, request.Project.Checkout) && holder.Pid is null
        && holder.State is (ServiceState.Stopped or ServiceState.Completed or ServiceState.Failed or ServiceState.Skipped or ServiceState.Disabled);

    private static PortAllocation Reread(Step step) => ClaimTable.Find(step.Connection, step.Request.Key)!.Allocation;

    private sealed record Step(RegistryConnection Connection, PortRequest Request, long Checkout, long Now);
}
