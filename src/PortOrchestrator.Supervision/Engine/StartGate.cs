namespace PortOrchestrator.Supervision.Engine;

/// <summary>Decides, from the present states alone, whether a pending instance may start.</summary>
internal static class StartGate
{
    /// <summary>Looks at tiers and dependencies.</summary>
    /// <param name="instance">The instance that wants to start.</param>
    /// <param name="all">All instances of the checkout.</param>
    /// <param name="byService">The instances by service name.</param>
    public static GateDecision Decide(
        ServiceInstance instance, IReadOnlyList<ServiceInstance> all, ILookup<string, ServiceInstance> byService)
    {
        var waiting = false;
        var warnings = new List<string>();
        foreach (var lower in all)
        {
            if (lower.NextSpec.Definition.Tier >= instance.NextSpec.Definition.Tier) continue;
            if (!lower.Wanted || !lower.Definition.Required || lower.IsScheduled || (lower.IsReady && !lower.StopRequested)) continue;
            // What the whole machine shares stands in the way of nothing but what names it.
            if (HasEnded(lower) && lower.Definition.Scope == ServiceScope.Machine) continue;
            if (HasEnded(lower)) return GateDecision.Blocked($"required service '{lower.Name}' of tier {lower.Definition.Tier} {Fate(lower)}");
            waiting = true;
        }

        foreach (var dependency in instance.NextSpec.Definition.Dependencies)
        {
            foreach (var target in byService[dependency.Service])
            {
                if (IsLeftOut(target)) continue;
                if (target.StopRequested || target.State == ServiceState.Stopping)
                {
                    // It is about to be stopped, perhaps to be started again: what it is now decides nothing.
                    waiting = true;
                    continue;
                }

                if (Holds(target, dependency.Condition)) continue;
                if (!IsImpossible(target, dependency.Condition))
                {
                    waiting = true;
                }
                else if (target.Definition.Required)
                {
                    return GateDecision.Blocked($"dependency '{target.Name}' {Fate(target)}");
                }
                else
                {
                    warnings.Add($"started without the optional dependency '{target.Name}', which {Fate(target)}");
                }
            }
        }

        return waiting ? GateDecision.Wait : GateDecision.Go(warnings);
    }

    /// <summary>How it ended, for a sentence that begins with its name.</summary>
    public static string Fate(ServiceInstance target) => target.State switch
    {
        ServiceState.Failed => "failed" + (target.Reason is null ? "" : $" ({target.Reason})"),
        ServiceState.Skipped => "was skipped" + (target.Reason is null ? "" : $" ({target.Reason})"),
        ServiceState.Completed => target is { LooksForLine: true, LineSeen: false } ? "has completed without writing the line that is waited for" : "has completed",
        _ => "was stopped",
    };

    // Never asked for (another selection, --no-deps): whoever asked for the dependent wants it without. What the clock starts is not waited for.
    private static bool IsLeftOut(ServiceInstance target) =>
        target.IsScheduled || (!target.Wanted && target.State is ServiceState.Disabled or ServiceState.Stopped && target.StartedAt is null);

    private static bool Holds(ServiceInstance target, DependencyCondition condition) => condition switch
    {
        DependencyCondition.Started => target.WasLaunched && IsUnderWay(target),
        DependencyCondition.Running => target.ProcessAlive || (target.IsFollowed && target.State == ServiceState.Running) || target.State is ServiceState.Launched or ServiceState.External,
        DependencyCondition.Completed => (HasEnded(target) || target.State == ServiceState.Completed) && !target.IsCleaning,
        DependencyCondition.CompletedSuccessfully => target.State == ServiceState.Completed,
        DependencyCondition.LogReady when target.LooksForLine => target.LineSeen && IsUnderWay(target),
        _ => target.IsReady && !EndedUnready(target),
    };

    // An end, however it came about, is what this condition waits for.
    private static bool IsImpossible(ServiceInstance target, DependencyCondition condition) =>
        condition != DependencyCondition.Completed && (HasEnded(target) || target.State == ServiceState.Completed);

    private static bool IsUnderWay(ServiceInstance target) =>
        target.State is not (ServiceState.Pending or ServiceState.Skipped or ServiceState.Stopped or ServiceState.Disabled);

    // Its check never passed, so that it did its work is not what was waited for.
    private static bool EndedUnready(ServiceInstance target) => target is { State: ServiceState.Completed, WasReady: false, Spec.HasCheck: true };

    private static bool HasEnded(ServiceInstance target) =>
        target.State is ServiceState.Failed or ServiceState.Skipped or ServiceState.Stopped or ServiceState.Disabled;
}
