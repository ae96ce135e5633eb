using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Finds one offset at which all ports of a block are free, inside one write transaction. Immutable.</summary>
internal sealed class BlockAllocator(PortRegistryOptions options, PortAdvice advice, ClaimWriter writer)
{
    /// <summary>Gives the owners their ports, all or none. Call it inside a write transaction.</summary>
    /// <param name="block">The wish.</param>
    /// <param name="steps">One step for each member, in order.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public BlockDecision Allocate(PortBlockRequest block, IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var held = steps.Select(s => ClaimTable.Find(s.Connection, s.Request.Key)).ToArray();
        var range = steps[0].Range;
        var bases = BlockBases.Of(block, range, options.Pool);
        if (Array.TrueForAll(held, c => c is not null)) return Keep(steps, held!, bases);
        if (Array.FindIndex(held, c => c is not null) is >= 0 and var first)
            return Join(steps, held, bases, held[first]!.Allocation.Port - bases.Numbers[first]);
        return Search(steps, bases, cancellationToken);
    }

    private BlockDecision Keep(IReadOnlyList<Step> steps, Claim[] held, BlockBases bases)
    {
        var offset = held[0].Allocation.Port - bases.Numbers[0];
        var together = held.Select((c, i) => c.Allocation.Port - bases.Numbers[i]).All(o => o == offset);
        return new BlockDecision
        {
            Outcome = PortOutcome.Existing,
            Allocations = [.. steps.Select((s, i) => Keep(s, held[i]))],
            Offset = together ? offset : null,
        };
    }

    private PortAllocation Keep(Step step, Claim held)
    {
        writer.Renew(step, held);
        return writer.Reread(step);
    }

    // Members that have their port never move, since their service may run: those that come later follow them or are refused.
    private BlockDecision Join(IReadOnlyList<Step> steps, Claim?[] held, BlockBases bases, int offset)
    {
        var trail = new Trail();
        for (var i = 0; i < steps.Count; i++)
        {
            if (held[i] is { } claim && claim.Allocation.Port - bases.Numbers[i] == offset) continue;
            var number = bases.Numbers[i] + offset;
            var verdict = held[i] is not null ? PortCandidateVerdict.Allocated : Look(steps[i], bases, i, offset);
            trail.Add(new Candidate(number, bases.OriginOf(i, offset)), verdict);
            if (verdict != PortCandidateVerdict.Given)
                return new BlockDecision { Outcome = PortOutcome.Conflict, Offset = offset, Refused = number, RefusedMember = i, Trail = trail, Verdict = verdict };
        }
        var allocations = steps.Select((s, i) => held[i] is { } claim ? Keep(s, claim) : writer.Write(s, bases.Numbers[i] + offset, PortOutcome.Allocated));
        return new BlockDecision { Outcome = PortOutcome.Allocated, Allocations = [.. allocations], Offset = offset, Trail = trail };
    }

    private BlockDecision Search(IReadOnlyList<Step> steps, BlockBases bases, CancellationToken cancellationToken)
    {
        var trail = new Trail();
        foreach (var offset in bases.Offsets(steps[0].Request.Project.IsPrimary))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsFree(steps, bases, offset, trail)) continue;
            return new BlockDecision
            {
                Outcome = PortOutcome.Allocated,
                Allocations = [.. steps.Select((s, i) => writer.Write(s, bases.Numbers[i] + offset, PortOutcome.Allocated))],
                Offset = offset,
                Trail = trail,
            };
        }
        return new BlockDecision { Outcome = PortOutcome.PoolExhausted, Trail = trail };
    }

    private bool IsFree(IReadOnlyList<Step> steps, BlockBases bases, int offset, Trail trail)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var verdict = Look(steps[i], bases, i, offset);
            if (verdict == PortCandidateVerdict.Given) continue;
            trail.Add(new Candidate(bases.Numbers[i] + offset, bases.OriginOf(i, offset)), verdict);
            return false;
        }
        return true;
    }

    private PortCandidateVerdict Look(Step step, BlockBases bases, int member, int offset)
    {
        using var examiner = new Examiner(step, step.Request.Key, advice);
        return examiner.Look(new Candidate(bases.Numbers[member] + offset, bases.OriginOf(member, offset)));
    }
}
