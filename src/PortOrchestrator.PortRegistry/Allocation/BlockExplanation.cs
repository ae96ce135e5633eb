namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>The sentences that tell people why a block lies where it does, or why there is none.</summary>
internal static class BlockExplanation
{
    /// <summary>Says why, and what to do; null when there is nothing to say.</summary>
    public static string? Of(PortRequest[] requests, BlockDecision decision, PortHolder? holder, PortRange range)
    {
        var names = string.Join(", ", requests.Select(r => r.Service).Distinct());
        return decision.Outcome switch
        {
            PortOutcome.Conflict => $"{Member(requests[decision.RefusedMember!.Value])} cannot join its block: the others lie at offset {decision.Offset}, and port {decision.Refused} "
                + $"{(holder is null ? "is not to be had" : "is held by " + holder)}; release the block ({Release(requests)}) to move all of it.",
            PortOutcome.PoolExhausted => $"No offset leaves all {requests.Length} ports of {names} free inside {range}; release some (portorch port list, portorch port prune) or name a wider range.",
            PortOutcome.Existing when decision.Offset is null => $"The ports of {names} do not lie at one offset, since they were allocated one by one; release them ({Release(requests)}) to allocate them together.",
            PortOutcome.Allocated when decision is { Offset: > 0 and var offset } && decision.Trail.Candidates is [var first, ..] && requests.Any(r => r.Port is not null) =>
                $"Port {first.Port} is not to be had, so all {requests.Length} ports lie {offset} above their wanted numbers.",
            _ => null,
        };
    }

    private static string Member(PortRequest request) =>
        request.Name == PortDefinition.DefaultName ? $"'{request.Service}'" : $"Port '{request.Name}' of '{request.Service}'";

    private static string Release(PortRequest[] requests) =>
        string.Join("; ", requests.Select(r => r.Service).Distinct().Select(s => "portorch port release " + s));
}
