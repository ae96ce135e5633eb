using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Decides which port an owner gets, inside one write transaction. Immutable.</summary>
internal sealed class Allocator(PortRegistryOptions options, PortAdvice advice, ClaimReleaser releaser, ClaimWriter writer, IOwnerInspector owners)
{
    private const int SystemAttempts = 100;

    /// <summary>Whether what an owner has answers a request as it is, so that nothing needs to be written.</summary>
    public static bool Satisfies(PortAllocation held, PortRequest request) =>
        request.Persistence == PortPersistence.Stable && held.Persistence == PortPersistence.Stable
        && held.Root == request.Project.Root && held.Project == request.Project.Name && KeepsPort(held, request)
        && (request.Port is null || (held.Wanted == request.Port && held.Mode == request.Mode));

    /// <summary>Whether an owner keeps what it has: it does unless it now insists on another number.</summary>
    public static bool KeepsPort(PortAllocation held, PortRequest request) => request.Mode != PortMode.Exact || held.Port == request.Port;

    /// <summary>Gives the owner its port. Call it inside a write transaction.</summary>
    public Decision Allocate(Step step, CancellationToken cancellationToken)
    {
        var request = step.Request;
        var trace = ClaimTable.Trace(step.Connection, step.Checkout, request.Key);
        if (trace is not { IsLive: true })
        {
            if (request.Mode == PortMode.Exact) return Exact(step, null);
            return request.Persistence == PortPersistence.Ephemeral ? AskSystem(step) : Choose(step, trace?.Port, cancellationToken);
        }
        var held = ClaimTable.Find(step.Connection, request.Key)!;
        if (!KeepsPort(held.Allocation, request)) return Exact(step, held);
        if (request.Port is not null) ClaimTable.Restate(step.Connection, held.Id, request.Mode, request.Port);
        // The caller has seen that the stranger is gone.
        if (held.External) ClaimTable.Own(step.Connection, held.Id);
        writer.Renew(step, held);
        return new Decision { Outcome = PortOutcome.Existing, Allocation = writer.Reread(step), Wanted = request.Port };
    }

    private Decision Exact(Step step, Claim? held)
    {
        var request = step.Request;
        var port = request.Port!.Value;
        var refusal = new Decision { Outcome = PortOutcome.Conflict, Refused = port, Wanted = port };
        if (ClaimTable.OnPort(step.Connection, port, request.Protocol) is [var holder, ..] claims)
        {
            var shares = request.AllowSharing && IsSameServiceElsewhere(holder.Allocation, request);
            if (shares) return Take(step, port, held, PortOutcome.Shared) with { Refused = port, RefusedBy = holder.AsItIs(owners) };
            return claims.TrueForAll(c => IsIdleElsewhere(c, request))
                ? TakeOver(step, port, held, claims)
                : refusal with { RefusedBy = holder.AsItIs(owners) };
        }
        return step.Probe.Probe(port, request.Protocol) switch
        {
            PortVerdict.Free => Take(step, port, held, PortOutcome.Allocated),
            PortVerdict.Denied => refusal with { Outcome = PortOutcome.ReservedBySystem, Denied = true },
            _ when request.AllowForeignHolder => Take(step, port, held, PortOutcome.External) with { Refused = port },
            _ => refusal,
        };
    }

    // The owner of an idle claim is known not to run, so looking whether anybody listens disturbs nobody.
    private Decision TakeOver(Step step, int port, Claim? held, List<Claim> idle)
    {
        var earlier = idle[0].AsItIs(owners);
        if (step.Probe.Probe(port, step.Protocol) != PortVerdict.Free)
            return new Decision { Outcome = PortOutcome.Conflict, Refused = port, RefusedBy = earlier, Wanted = port };
        releaser.Release(step.Connection, idle);
        return Take(step, port, held, PortOutcome.Allocated) with { TakenFrom = earlier };
    }

    private Decision Choose(Step step, int? last, CancellationToken cancellationToken)
    {
        var request = step.Request;
        var key = request.Key;
        var trail = new Trail();
        var decision = new Decision
        {
            Outcome = PortOutcome.PoolExhausted,
            Trail = trail,
            Range = step.Range,
            Wanted = request.Port ?? CandidateSequence.Preferred(request, step.Range)?.Port,
        };
        using var examiner = new Examiner(step, key, advice);
        foreach (var candidate in CandidateSequence.Of(request, step.Range, last, options.Pool))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var verdict = examiner.Look(candidate);
            if (verdict == PortCandidateVerdict.Given)
            {
                trail.Add(candidate, verdict);
                return Take(step, candidate.Port, null, PortOutcome.Allocated) with
                {
                    Trail = trail,
                    Range = decision.Range,
                    Wanted = decision.Wanted,
                    Refused = decision.Refused,
                    RefusedBy = decision.RefusedBy,
                    Denied = decision.Denied,
                };
            }
            decision = Note(step, decision, candidate, verdict);
        }
        return decision with { TopHolders = UsageTable.Top(step.Connection, request.Protocol, step.Range ?? options.Pool) };
    }

    private Decision Note(Step step, Decision decision, Candidate candidate, PortCandidateVerdict verdict)
    {
        var preferred = candidate.Origin is PortOrigin.Written or PortOrigin.WellKnown;
        var owner = verdict == PortCandidateVerdict.Allocated && (preferred || candidate.Origin == PortOrigin.Last)
            ? ClaimTable.OnPort(step.Connection, candidate.Port, step.Protocol).FirstOrDefault()?.AsItIs(owners)
            : null;
        var keeper = owner is not null ? $"{owner.Project}/{owner.Checkout} {owner.Service}"
            : verdict == PortCandidateVerdict.OtherRange ? step.Ranges.Keeper(candidate.Port) : null;
        decision.Trail.Add(candidate, verdict, keeper);
        return preferred && verdict is PortCandidateVerdict.Allocated or PortCandidateVerdict.InUse or PortCandidateVerdict.Denied
            ? decision with { Refused = candidate.Port, RefusedBy = owner, Denied = verdict == PortCandidateVerdict.Denied }
            : decision;
    }

    private Decision AskSystem(Step step)
    {
        var trail = new Trail();
        using var claimed = AscendingPorts.Claimed(step.Connection, step.Protocol);
        for (var attempt = 0; attempt < SystemAttempts; attempt++)
        {
            var candidate = new Candidate(SystemChoice.Of(step.Protocol), PortOrigin.System);
            if (claimed.Contains(candidate.Port))
            {
                trail.Add(candidate, PortCandidateVerdict.Allocated);
                continue;
            }
            if (step.Probe.Probe(candidate.Port, step.Protocol) != PortVerdict.Free)
            {
                trail.Add(candidate, PortCandidateVerdict.InUse);
                continue;
            }
            trail.Add(candidate, PortCandidateVerdict.Given);
            return Take(step, candidate.Port, null, PortOutcome.Allocated) with { Trail = trail };
        }
        return new Decision { Outcome = PortOutcome.PoolExhausted, Trail = trail };
    }

    private Decision Take(Step step, int port, Claim? held, PortOutcome outcome)
    {
        if (held is not null) releaser.Release(step.Connection, held);
        return new Decision
        {
            Outcome = outcome,
            Allocation = writer.Write(step, port, outcome),
            Wanted = step.Request.Port,
            MovedFrom = held?.Allocation.Port,
            InRangeOf = step.Request.Port == port ? step.Ranges.Keeper(port) : null,
            Range = step.Range,
        };
    }

    /// <summary>Replicas of one checkout are different processes; only another checkout or project can mean the same running one.</summary>
    private static bool IsSameServiceElsewhere(PortAllocation holder, PortRequest request) =>
        holder.Service == request.Service && (holder.ProjectId, holder.Checkout) != (request.Project.ProjectId, request.Project.Checkout);

    /// <summary>
    /// Another checkout's service that does not run: its supervisor last told so, or was killed with it and cannot tell. Without any word
    /// it is a reservation, and stands.
    /// </summary>
    private bool IsIdleElsewhere(Claim claim, PortRequest request)
    {
        var holder = claim.Allocation;
        if ((holder.ProjectId, holder.Checkout) == (request.Project.ProjectId, request.Project.Checkout)) return false;
        // What was launched or is external runs without the process on record, and a restart is about to replace it.
        if (holder.State is not (ServiceState.Launched or ServiceState.External or ServiceState.Restarting) && claim.IsAbandoned(owners)) return true;
        return holder.Pid is null
            && holder.State is (ServiceState.Stopped or ServiceState.Completed or ServiceState.Failed or ServiceState.Skipped or ServiceState.Disabled);
    }
}
