using System.Globalization;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    /// <summary>Starts further runs of what still runs when its next turn has come, as many as its schedule lets overlap; other turns are left out.</summary>
    private void StartFurtherRuns()
    {
        foreach (var instance in _instances.Where(i => i.MissedTurn).ToList())
        {
            instance.MissedTurn = false;
            if (instance.NextSpec.Definition.Schedule is not { MaxConcurrent: > 1 and var most } || instance.StopRequested) continue;
            if (instance.State is not (ServiceState.Starting or ServiceState.Running or ServiceState.Launched)) continue;
            if (1 + _instances.Count(i => i.NextSpec.FurtherRunOf == instance.Name) < most) StartFurtherRun(instance);
        }
    }

    private void StartFurtherRun(ServiceInstance instance)
    {
        var number = 1;
        string name;
        do name = string.Create(CultureInfo.InvariantCulture, $"{instance.Name}+{number++}");
        while (_byName.ContainsKey(name));
        var definition = instance.NextSpec.Definition;
        var run = Add(instance.NextSpec with
        {
            Name = name,
            FurtherRunOf = instance.Name,
            // Nothing waits for it, and it goes as it came.
            Definition = definition with { Name = name, ReplicaOf = definition.ReplicaOf ?? definition.Name, Schedule = null, Watch = null, Required = false },
        });
        Index();
        _leaving.Add(name);
        run.RequestStart(again: true);
        Evaluate();
    }
}
