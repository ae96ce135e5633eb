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
            if (!lower.Wanted || !lower.Definition.Required || lower.IsReady) continue;
            if (HasEnded(lower)) return GateDecision.Blocked($"required service '{lower.Name}' of tier {lower.Definition.Tier} {Fate(lower)}");
            waiting = true;
        }

        foreach (var dependency in instance.NextSpec.Definition.Dependencies)
        {
            foreach (var target in byService[dependency.Service])
            {
                if (IsLeftOut(target) || Holds(target, dependency.Condition)) continue;
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

    // Never asked for (another selection, --no-deps): whoever asked for the dependent wants it without.
    private static bool IsLeftOut(ServiceInstance target) =>
        !target.Wanted && target.State is ServiceState.Disabled or ServiceState.Stopped && target.StartedAt is null;

    private static bool Holds(ServiceInstance target, DependencyCondition condition) => condition switch
    {
        DependencyCondition.Started => target.StartedAt is not null && target.State is not (ServiceState.Pending or ServiceState.Skipped or ServiceState.Stopped),
        DependencyCondition.Running => target.ProcessAlive || target.State is ServiceState.Launched or ServiceState.External,
        DependencyCondition.Completed => target.State is ServiceState.Completed || (target.State == ServiceState.Failed && target.StartedAt is not null),
        DependencyCondition.CompletedSuccessfully => target.State == ServiceState.Completed,
        _ => target.IsReady,
    };

    private static bool IsImpossible(ServiceInstance target, DependencyCondition condition) => HasEnded(target) || (target.State == ServiceState.Completed
        && condition == DependencyCondition.Running);

    private static bool HasEnded(ServiceInstance target) =>
        target.State is ServiceState.Failed or ServiceState.Skipped or ServiceState.Stopped or ServiceState.Disabled;

    private static string Fate(ServiceInstance target) => target.State switch
    {
        ServiceState.Failed => "failed" + (target.Reason is null ? "" : $" ({target.Reason})"),
        ServiceState.Skipped => "was skipped" + (target.Reason is null ? "" : $" ({target.Reason})"),
        ServiceState.Completed => "has completed",
        _ => "was stopped",
    };
}
