using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Looks at candidates, the cheap questions first; only what nobody holds on paper is proved by a socket. Valid inside one transaction.</summary>
internal sealed class Examiner(Step step, PortKey key, PortAdvice advice) : IDisposable
{
    private readonly ClaimedPorts _claimed = new(step.Connection, key.Protocol);

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

    public void Dispose() => _claimed.Dispose();

    private PortCandidateVerdict? Held(Candidate candidate)
    {
        if (candidate.Origin != PortOrigin.Last && step.Ranges.Keeper(candidate.Port) is not null) return PortCandidateVerdict.OtherRange;
        var obstacle = ClaimTable.Obstacle(step.Connection, candidate.Port, key, step.Checkout, step.Now);
        // Having had a port before outweighs that somebody else would like to have it.
        return obstacle == PortCandidateVerdict.Wanted && candidate.Origin == PortOrigin.Last ? null : obstacle;
    }
}
