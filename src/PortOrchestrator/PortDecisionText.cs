namespace PortOrchestrator;

/// <summary>Tells people how the registry came to a port.</summary>
public static class PortDecisionText
{
    /// <summary>Tells a decision, one line for each port that was looked at; the last line gives the reason when there is one.</summary>
    /// <param name="result">The decision.</param>
    public static IReadOnlyList<string> Describe(PortAllocationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var lines = Describe(result.Candidates, result.Holder);
        if (result.Outcome == PortOutcome.Existing && result.Allocation is { } held) lines.Add($"{held.Port}: the service has it already");
        if (result.Examined > result.Candidates.Count && result.Candidates.Count > 0) lines.Add($"{result.Examined} ports were looked at; these are the first {result.Candidates.Count}.");
        if (result.Reason is { } reason) lines.Add(reason);
        return lines;
    }

    /// <summary>Tells the decision about a block, one line for each port that stood in the way; the last line gives the reason when there is one.</summary>
    /// <param name="result">The decision.</param>
    public static IReadOnlyList<string> Describe(PortBlockResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var lines = Describe(result.Candidates, result.Holder);
        foreach (var given in result.Allocations)
            lines.Add($"{given.Port}: {(result.Outcome == PortOutcome.Existing ? "kept" : "given")} as port '{given.Name}'");
        if (result.Reason is { } reason) lines.Add(reason);
        return lines;
    }

    private static List<string> Describe(IReadOnlyList<PortCandidate> candidates, PortHolder? holder)
    {
        var lines = new List<string>(candidates.Count + 2);
        foreach (var candidate in candidates)
        {
            var who = candidate.Owner ?? (holder?.Port == candidate.Port ? holder.ToString() : null);
            lines.Add($"{candidate.Port} ({Why(candidate.Origin)}): {What(candidate.Verdict, who)}");
        }

        return lines;
    }

    private static string Why(PortOrigin origin) => origin switch
    {
        PortOrigin.Last => "its last port",
        PortOrigin.Written => "asked for",
        PortOrigin.WellKnown => "usual for its name",
        PortOrigin.Following => "next to the preferred one",
        PortOrigin.Range => "in the range",
        PortOrigin.System => "chosen by the system",
        _ => "in the machine's pool",
    };

    private static string What(PortCandidateVerdict verdict, string? who) => verdict switch
    {
        PortCandidateVerdict.Given => "given",
        PortCandidateVerdict.Allocated => $"belongs to {who ?? "another service"}",
        PortCandidateVerdict.InUse => $"held by {who ?? "a process that the registry does not know"}",
        PortCandidateVerdict.Denied => "the system does not let this user have it, although nobody listens",
        PortCandidateVerdict.Resting => "given back by another service a moment ago",
        PortCandidateVerdict.Wanted => $"{who ?? "another service"} asked for this very number",
        PortCandidateVerdict.OtherRange => $"in the range of {who ?? "another project"}",
        PortCandidateVerdict.SystemRange => "the system keeps it, or uses it for outgoing connections",
        PortCandidateVerdict.BrowserBlocked => "browsers refuse to open it",
        _ => "the usual port of another kind of service",
    };
}
