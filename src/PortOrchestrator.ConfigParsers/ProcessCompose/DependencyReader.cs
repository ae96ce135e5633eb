using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads <c>depends_on</c>; a dependency on a process with copies is one on all of them.</summary>
internal sealed class DependencyReader(DiagnosticBag diagnostics, ReplicaNames names)
{
    private const int Most = 1_000_000;

    private int _total;

    public IReadOnlyList<ServiceDependency> Read(Fields process, int copies)
    {
        if (process.Map("depends_on") is not { } map) return [];
        var found = new List<ServiceDependency>();
        foreach (var entry in map.Entries)
        {
            var dependency = new ServiceDependency { Service = entry.Key, Condition = Condition(entry), Location = entry.KeyPlace.Location };
            if (names[entry.Key] is not { Count: > 0 } all) found.Add(dependency);
            else found.AddRange(all.Where(n => n == entry.Key || map.Find(n) is null).Select(n => dependency with { Service = n }));
        }

        _total += found.Count * copies;
        if (_total <= Most) return found;
        diagnostics.Error(DiagnosticCodes.FileTooLarge, map.Place, $"the processes have more than {Most} dependencies, copies included", "use fewer replicas");
        return [];
    }

    private DependencyCondition Condition(MapEntry entry)
    {
        if (entry.Value is MapNode map && new Fields(map).Choice("condition", ProcessKeys.Conditions) is { } written)
        {
            if (written == DependencyCondition.Running)
            {
                diagnostics.Add(
                    DiagnosticSeverity.Information,
                    DiagnosticCodes.BeyondProcessCompose,
                    new Fields(map).PlaceOf("condition"),
                    "process-compose has no condition process_running; it works here",
                    null);
            }

            return written;
        }

        // One that is written and wrong has been told already.
        if (entry.Value is MapNode value && !new Fields(value).Has("condition"))
            diagnostics.Warning(DiagnosticCodes.ConditionOmitted, entry.KeyPlace, $"'{entry.Key}' has no condition; process_started is taken", "write the condition");
        return DependencyCondition.Started;
    }
}
