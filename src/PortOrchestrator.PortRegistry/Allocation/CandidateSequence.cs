using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>The order in which ports are looked at for an owner that does not insist on one.</summary>
internal static class CandidateSequence
{
    /// <summary>How many ports after the preferred one are looked at before the range or the pool.</summary>
    public const int FollowingCount = 100;

    /// <summary>Lists the candidates, best first; a port may come twice.</summary>
    /// <param name="request">The wish.</param>
    /// <param name="range">The range to choose from, if the request or the project names one.</param>
    /// <param name="lastPort">The port that the owner had before.</param>
    /// <param name="pool">The machine's pool.</param>
    public static IEnumerable<Candidate> Of(PortRequest request, PortRange? range, int? lastPort, PortRange pool)
    {
        var preferred = Preferred(request, range);
        // A number that the user wrote comes before one that we once fell back to; a release is how a user asks for it again.
        if (preferred is { Origin: PortOrigin.Written } written) yield return written;
        if (lastPort is { } last && (range is not { } r || r.Contains(last) || last == request.Port))
            yield return new Candidate(last, PortOrigin.Last);
        if (preferred is { } first)
        {
            if (first.Origin == PortOrigin.WellKnown) yield return first;
            for (var port = first.Port + 1; port <= Math.Min(first.Port + FollowingCount, 65535); port++)
            {
                if (range is not { } only || only.Contains(port)) yield return new Candidate(port, PortOrigin.Following);
            }
        }
        if (range is { } all)
        {
            for (var port = all.First; port <= all.Last; port++) yield return new Candidate(port, PortOrigin.Range);
            yield break;
        }
        // The hash only says where to begin, so that projects seldom meet; the registry decides.
        var start = Start(request.Key, pool.Count);
        for (var i = 0; i < pool.Count; i++) yield return new Candidate(pool.First + ((start + i) % pool.Count), PortOrigin.Pool);
    }

    /// <summary>The number that the main checkout should have; linked worktrees leave it to the main one.</summary>
    public static Candidate? Preferred(PortRequest request, PortRange? range)
    {
        if (!request.Project.IsPrimary) return null;
        if (request.Port is { } written) return new Candidate(written, PortOrigin.Written);
        return range is null && WellKnownPorts.Find(request.Key) is { } port
            ? new Candidate(port, PortOrigin.WellKnown)
            : null;
    }

    /// <summary>Where a search for an owner's port begins.</summary>
    public static int Start(PortKey key, int count) => (int)((uint)(StableHash.Of(QuarantineTable.Owner(key)) >> 32) % (uint)count);
}
