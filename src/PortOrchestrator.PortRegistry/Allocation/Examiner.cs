using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Looks at candidates, the cheap questions first; only what nobody holds on paper is proved by a socket. Valid inside one transaction.</summary>
internal sealed class Examiner(Step step, PortKey key, PortAdvice advice) : IDisposable
{
    private readonly AscendingPorts _claimed = AscendingPorts.Claimed(step.Connection, key.Protocol);
    private readonly AscendingPorts _resting = AscendingPorts.Resting(step.Connection, key, step.Now);

    /// <summary>Says what speaks against a port, or that it can be given.</summary>
    public PortCandidateVerdict Look(Candidate candidate)
    {
        var port = candidate.Port;
        if (advice.Objection(candidate, key.Protocol) is { } objection) return objection;
        if (_claimed.Contains(port)) return PortCandidateVerdict.Allocated;
        // A number that the user wrote is not ours to hold back; only a live claim is in its way.
        if (candidate.Origin != PortOrigin.Written && Held(candidate) is { } held) return held;
        return step.Probe.Probe(port, key.Protocol) switch
        {
            PortVerdict.Free => PortCandidateVerdict.Given,
            PortVerdict.Denied => PortCandidateVerdict.Denied,
            _ => PortCandidateVerdict.InUse,
        };
    }

    public void Dispose()
    {
        _claimed.Dispose();
        _resting.Dispose();
    }

    private PortCandidateVerdict? Held(Candidate candidate)
    {
        if (candidate.Origin != PortOrigin.Last && step.Ranges.Keeper(candidate.Port) is not null) return PortCandidateVerdict.OtherRange;
        if (_resting.Contains(candidate.Port)) return PortCandidateVerdict.Resting;
        // Having had a port before outweighs that somebody else would like to have it.
        return candidate.Origin != PortOrigin.Last && ClaimTable.IsWanted(step.Connection, candidate.Port, key, step.Checkout)
            ? PortCandidateVerdict.Wanted
            : null;
    }
}
