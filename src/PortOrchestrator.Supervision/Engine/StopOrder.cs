namespace PortOrchestrator.Supervision.Engine;

/// <summary>Which of the services that are to stop have to wait for others, as the services stand now. Immutable.</summary>
internal sealed class StopOrder
{
    private readonly HashSet<string> _needed = new(StringComparer.Ordinal);
    private readonly int _highestTier = int.MinValue;

    public StopOrder(IEnumerable<ServiceInstance> instances, ILookup<string, ServiceInstance> byService)
    {
        var open = new Stack<ServiceInstance>();
        foreach (var instance in instances)
        {
            if (!instance.IsActive || !(instance.StopRequested || instance.IsStopping)) continue;
            _highestTier = Math.Max(_highestTier, instance.Definition.Tier);
            open.Push(instance);
        }

        // Also by way of a task that has ended: what it prepared is still in use.
        while (open.TryPop(out var instance))
        {
            foreach (var dependency in instance.Definition.Dependencies)
            {
                if (!_needed.Add(dependency.Service)) continue;
                foreach (var needed in byService[dependency.Service]) open.Push(needed);
            }
        }
    }

    /// <summary>Whether nothing that still has to end needs a service, or stands above it.</summary>
    public bool MayStop(ServiceInstance instance) => !_needed.Contains(instance.Definition.Name) && instance.Definition.Tier >= _highestTier;
}
