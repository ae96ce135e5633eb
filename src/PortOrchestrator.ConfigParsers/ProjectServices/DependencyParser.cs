using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Joins <c>dependencies</c> and <c>depends_on</c>; the condition of the latter wins for a name in both.</summary>
internal static class DependencyParser
{
    public static IReadOnlyList<ServiceDependency> Parse(Fields service)
    {
        var found = new List<ServiceDependency>();
        if (service.Value("dependencies") is SequenceNode list)
        {
            foreach (var name in list.Items.OfType<ScalarNode>()) Put(found, name.Text, DependencyCondition.Ready, name.Place);
        }

        foreach (var entry in service.Map("depends_on")?.Entries ?? [])
        {
            var condition = entry.Value is MapNode map ? new Fields(map).Choice("condition", Vocabulary.Conditions) : null;
            Put(found, entry.Key, condition ?? DependencyCondition.Ready, entry.KeyPlace);
        }

        return found;
    }

    private static void Put(List<ServiceDependency> found, string name, DependencyCondition condition, Place place)
    {
        var dependency = new ServiceDependency { Service = name, Condition = condition, Location = place.Location };
        var index = found.FindIndex(d => d.Service == name);
        if (index < 0) found.Add(dependency);
        else found[index] = dependency;
    }
}
