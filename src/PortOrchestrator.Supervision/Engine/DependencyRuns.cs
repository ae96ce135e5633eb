namespace PortOrchestrator.Supervision.Engine;

/// <summary>Which runs of its dependencies an instance was started on, so that it can be told when one of them has started again.</summary>
internal sealed class DependencyRuns
{
    private readonly Dictionary<string, string> _runs = new(StringComparer.Ordinal);

    /// <summary>Takes the present runs as those that the instance works with.</summary>
    public void Remember(ServiceInstance instance, ILookup<string, ServiceInstance> byService)
    {
        _runs.Clear();
        foreach (var target in Targets(instance, byService))
        {
            if (target.InstanceId is { } run) _runs[target.Name] = run;
        }
    }

    /// <summary>The name of a dependency that runs anew since then; null when there is none. One that runs for the first time is remembered.</summary>
    public string? FindRestarted(ServiceInstance instance, ILookup<string, ServiceInstance> byService)
    {
        foreach (var target in Targets(instance, byService))
        {
            if (target.InstanceId is not { } run || !target.IsActive) continue;
            if (_runs.TryAdd(target.Name, run) || _runs[target.Name] == run) continue;
            return target.Name;
        }

        return null;
    }

    private static IEnumerable<ServiceInstance> Targets(ServiceInstance instance, ILookup<string, ServiceInstance> byService) =>
        instance.Definition.Dependencies.SelectMany(d => byService[d.Service]);
}
