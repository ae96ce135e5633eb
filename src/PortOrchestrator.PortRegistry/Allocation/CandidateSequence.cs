using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>The order in which ports are looked at for an owner that does not insist on one.</summary>
internal static class CandidateSequence
{
    /// <summary>How many ports after the preferred one are looked at before the range or the pool.</summary>
    public const int FollowingCount = 100;

    /// <summary>Lists the candidates, best first; a port may come twice.</summary>
    /// <param name="request">The wish.</param>
    /// <param name="lastPort">The port that the owner had before.</param>
    /// <param name="pool">The machine's pool.</param>
    public static IEnumerable<Candidate> Of(PortRequest request, int? lastPort, PortRange pool)
    {
        var preferred = Preferred(request);
        // A number that the user wrote comes before one that we once fell back to; a release is how a user asks for it again.
        if (preferred is { Origin: CandidateOrigin.Written } written) yield return written;
        if (lastPort is { } last && (request.Range is not { } r || r.Contains(last) || last == request.Port))
            yield return new Candidate(last, CandidateOrigin.Last);
        if (preferred is { } first)
        {
            if (first.Origin == CandidateOrigin.WellKnown) yield return first;
            for (var port = first.Port + 1; port <= Math.Min(first.Port + FollowingCount, 65535); port++)
            {
                if (request.Range is not { } only || only.Contains(port)) yield return new Candidate(port, CandidateOrigin.Following);
            }
        }
        if (request.Range is { } range)
        {
            for (var port = range.First; port <= range.Last; port++) yield return new Candidate(port, CandidateOrigin.Range);
            yield break;
        }
        // The hash only says where to begin, so that projects seldom meet; the registry decides.
        var start = (int)(Hash(request.Key) % (uint)pool.Count);
        for (var i = 0; i < pool.Count; i++) yield return new Candidate(pool.First + ((start + i) % pool.Count), CandidateOrigin.Pool);
    }

    /// <summary>The number that the main checkout should have; linked worktrees leave it to the main one.</summary>
    private static Candidate? Preferred(PortRequest request)
    {
        if (!request.Project.IsMain) return null;
        if (request.Port is { } written) return new Candidate(written, CandidateOrigin.Written);
        return request.Range is null && WellKnownPorts.Find(request.Key) is { } port
            ? new Candidate(port, CandidateOrigin.WellKnown)
            : null;
    }

    private static uint Hash(PortKey key) => (uint)(StableHash.Of(QuarantineTable.Owner(key)) >> 32);
}
