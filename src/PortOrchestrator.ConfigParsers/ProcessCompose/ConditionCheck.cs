using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Finds dependencies that wait for what their target does not have.</summary>
internal sealed class ConditionCheck(DiagnosticBag diagnostics, bool isStrict)
{
    public void Check(IReadOnlyList<ServiceDefinition> services, Func<ServiceDefinition, string, Place> placeOf)
    {
        var byName = new Dictionary<string, ServiceDefinition>(services.Count, StringComparer.Ordinal);
        foreach (var service in services) byName.TryAdd(service.Name, service);
        // The copies of a process have the same dependencies, so the first one stands for all.
        foreach (var service in services.Where(s => s.Replica is null or 0))
        {
            foreach (var dependency in service.Dependencies)
            {
                if (byName.TryGetValue(dependency.Service, out var target) && target.Replica is null or 0)
                    Check(service, target, dependency.Condition, placeOf(service, target.ReplicaOf ?? target.Name));
            }
        }
    }

    private void Check(ServiceDefinition service, ServiceDefinition target, DependencyCondition condition, Place place)
    {
        var name = target.ReplicaOf ?? target.Name;
        if (condition == DependencyCondition.LogReady && target.Readiness is not { Check: LogCheck })
            diagnostics.Error(DiagnosticCodes.Condition, place, $"'{name}' has no 'ready_log_line' to wait for", $"add it to '{name}', or choose another condition");
        if (condition == DependencyCondition.Ready && target is { Readiness: null, Kind: not ServiceKind.Task })
        {
            Report(
                place,
                $"'{name}' has no probe, so process-compose would never see it healthy; here it counts as ready once it runs",
                $"add a readiness_probe to '{name}', or wait for process_started");
        }

        if (isStrict && target.Disabled && !service.Disabled) Report(place, $"'{name}' is disabled", "enable it, or remove this dependency");
    }

    private void Report(Place place, string message, string hint) =>
        diagnostics.Add(isStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, DiagnosticCodes.Condition, place, message, hint);
}
