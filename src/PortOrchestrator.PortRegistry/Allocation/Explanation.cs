using System.Globalization;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>The sentences that tell people why they got a port, or why not.</summary>
internal static class Explanation
{
    /// <summary>Says why, and what to do; null when there is nothing to say.</summary>
    /// <param name="request">The wish.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="holder">Who holds the refused port.</param>
    /// <param name="pool">What was to be chosen from.</param>
    public static string? Of(PortRequest request, Decision decision, PortHolder? holder, PortRange pool) => decision.Outcome switch
    {
        PortOutcome.Conflict => Conflict(request, holder!),
        PortOutcome.ReservedBySystem => $"Port {decision.Refused} for '{request.Service}' is reserved by the system: {Denial(decision)}; {ReservedCure(decision.Refused!.Value)}.",
        PortOutcome.PoolExhausted => $"No port of {pool} is free for '{request.Service}' ({decision.Trail.Examined} were looked at{Most(decision)}); release some (portorch port list, portorch port prune) or name a wider range.",
        PortOutcome.Shared => $"Port {decision.Refused} is shared with {Owner(decision.RefusedBy!)}.",
        PortOutcome.External => $"Port {decision.Refused} is held by {Process(holder!)}, which was not started from here; '{request.Service}' uses it as it is.",
        PortOutcome.Existing => Kept(request, decision.Allocation!),
        _ when decision.Refused is { } refused =>
            $"Port {refused} {(decision.Denied ? "is reserved by the system" : "is held by " + Describe(holder!))}, so '{request.Service}' got {decision.Allocation!.Port}.",
        _ when decision.MovedFrom is { } old => $"'{request.Service}' moved from port {old} to {decision.Allocation!.Port}, as the configuration now says.",
        _ when IsLeftToMain(request, decision.Allocation!) =>
            $"Port {request.Port} is the main checkout's, so '{request.Service}' of checkout '{request.Project.Checkout}' got {decision.Allocation!.Port}.",
        _ => null,
    };

    /// <summary>Says that a number that somebody wrote lies where it should not; null when it does not.</summary>
    public static string? OutOfRange(PortRequest request, Decision decision)
    {
        if (decision.InRangeOf is { } other) return $"Port {request.Port} lies in the range of project '{other}'.";
        return decision.Range is { } range && decision.Outcome != PortOutcome.Existing && !range.Contains(request.Port!.Value)
            ? $"Port {request.Port} lies outside the range {range} of '{request.Service}'."
            : null;
    }

    /// <summary>Says whose port it was until now; null when it was nobody's.</summary>
    public static string? Handover(PortRequest request, Decision decision) => decision.TakenFrom is not { } earlier ? null
        : $"Port {request.Port} belonged to {Owner(earlier)}, which does not run ({earlier.State.ToString()!.ToLowerInvariant()}); it belongs to '{request.Service}' now.";

    /// <summary>Says who holds a port that somebody asked about.</summary>
    public static string Taken(int port, PortHolder holder) => $"Port {port} is held by {Describe(holder)}.";

    /// <summary>Says who sits on a port that is another's.</summary>
    public static string Squatted(PortAllocation allocation, PortHolder holder) =>
        $"Port {allocation.Port} belongs to '{allocation.Service}' of project '{allocation.Project}', but {Describe(holder)} listens on it; "
        + $"stop that, or release the port (portorch port release {allocation.Service} --project {allocation.Root}) to get another one.";

    /// <summary>Says that a port cannot be had although nobody listens on it.</summary>
    public static string Reserved(int port) => $"Port {port} is reserved by the system: nobody listens on it, yet this user may not; {ReservedCure(port)}.";

    private static string Denial(Decision decision) => decision.Excluded is { } range
        ? $"Windows keeps the ports {range} back until the next boot"
        : "nobody listens on it, yet this user may not";

    private static string Most(Decision decision) => decision.TopHolders.Count == 0 ? ""
        : ", most of them held by " + string.Join(", ", decision.TopHolders.Take(3).Select(u => $"'{u.Project}'{(u.Checkout == ProjectIdentity.MainCheckout ? "" : "/" + u.Checkout)} with {u.Count}"));

    private static string Conflict(PortRequest request, PortHolder holder)
    {
        var share = holder.Allocation switch
        {
            { } a when a.Service != request.Service || (a.ProjectId, a.Checkout) == (request.Project.ProjectId, request.Project.Checkout) => "",
            { } a when a.ProjectId == request.Project.ProjectId => " share the running one with \"scope\": \"project\",",
            { } => " share the running one with \"scope\": \"machine\",",
            null => "",
        };
        return $"Port {request.Port} for '{request.Service}' is held by {Describe(holder)}; set \"mode\": \"prefer\" to take another port,{share} or {StopCure(holder)}.";
    }

    private static string StopCure(PortHolder holder) => holder switch
    {
        { Allocation: { } a } => $"stop the holder and release its port (portorch port release {a.Service} --project {a.Root})",
        { Pid: { } pid } => FormattableString.Invariant($"stop process {pid}"),
        _ => "stop the holder",
    };

    private static string Describe(PortHolder holder) =>
        holder.Allocation is { } a ? holder.Address is null ? Owner(a, holder.Pid) : $"{Process(holder)}, {Owner(a)}" : Process(holder);

    private static string Process(PortHolder holder)
    {
        var who = holder.Command ?? (holder.Address is null ? "a process that this user cannot see" : "a process that the system does not name");
        string?[] details =
        [
            holder.Pid is { } pid ? "pid " + pid.ToString(CultureInfo.InvariantCulture) : null,
            holder.User is { } user ? "user " + user : null,
            holder.Address is { } address ? "on " + address : null,
        ];
        var known = details.OfType<string>().ToArray();
        return known.Length == 0 ? who : $"{who} ({string.Join(", ", known)})";
    }

    private static string Owner(PortAllocation a, int? pid = null)
    {
        var checkout = a.Checkout == ProjectIdentity.MainCheckout ? "" : $", checkout '{a.Checkout}'";
        var running = pid is { } p ? FormattableString.Invariant($", pid {p}") : "";
        return $"service '{a.Service}' of project '{a.Project}'{checkout} ({a.Root}{running})";
    }

    private static string? Kept(PortRequest request, PortAllocation held)
    {
        if (IsLeftToMain(request, held)) return $"Port {request.Port} is the main checkout's; '{held.Service}' of checkout '{held.Checkout}' keeps {held.Port}.";
        if (request.Port is { } wanted && wanted != held.Port)
            return $"'{held.Service}' keeps port {held.Port}, which it has had since {held.AllocatedAt:yyyy-MM-dd}, and not {wanted}; release it (portorch port release {held.Service}) to try {wanted} again.";
        return request.Range is { } range && !range.Contains(held.Port)
            ? $"'{held.Service}' keeps port {held.Port}, which is outside {range}; release it (portorch port release {held.Service}) to choose anew."
            : null;
    }

    private static bool IsLeftToMain(PortRequest request, PortAllocation got) =>
        request is { Mode: not PortMode.Exact, Port: not null, Project.IsPrimary: false } && request.Port != got.Port;

    private static string ReservedCure(int port) => OperatingSystem.IsWindows()
        ? "see netsh int ipv4 show excludedportrange protocol=tcp, and choose a port outside those ranges"
        : FormattableString.Invariant($"choose {(port < 1024 ? "a port from 1024 upward" : "another port")}");
}
