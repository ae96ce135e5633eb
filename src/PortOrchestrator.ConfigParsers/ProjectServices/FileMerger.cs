using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Merges files: services by name, maps key by key, anything else is replaced by the later file.</summary>
internal sealed class FileMerger(DiagnosticBag diagnostics)
{
    private const string Services = "services";

    public MapNode Merge(IReadOnlyList<MapNode> roots)
    {
        foreach (var root in roots) ReportDuplicates(root);
        return roots.Aggregate((first, second) => MergeMaps(first, second, isRoot: true));
    }

    private static MapNode MergeMaps(MapNode first, MapNode second, bool isRoot = false)
    {
        var entries = new List<MapEntry>();
        foreach (var entry in first.Entries)
        {
            var later = second.Find(entry.Key);
            entries.Add(later is null ? entry : MergeEntries(entry, later, isRoot && entry.Key == Services));
        }

        entries.AddRange(second.Entries.Where(e => first.Find(e.Key) is null));
        return new MapNode(first.Place, entries);
    }

    private static MapEntry MergeEntries(MapEntry first, MapEntry later, bool isServices) => (first.Value, later.Value) switch
    {
        (SequenceNode a, SequenceNode b) when isServices => later with { Value = MergeServices(a, b) },
        (MapNode a, MapNode b) => later with { Value = MergeMaps(a, b) },
        _ => later,
    };

    private static SequenceNode MergeServices(SequenceNode first, SequenceNode second)
    {
        var items = first.Items.ToList();
        foreach (var item in second.Items)
        {
            var name = NameOf(item)?.Text;
            var index = name is null ? -1 : items.FindIndex(i => NameOf(i)?.Text == name);
            if (index < 0) items.Add(item);
            else items[index] = MergeMaps((MapNode)items[index], (MapNode)item);
        }

        return new SequenceNode(first.Place, items);
    }

    private static ScalarNode? NameOf(DocumentNode service) =>
        service is MapNode map && new Fields(map).Scalar("name") is { Kind: ScalarKind.Text } name ? name : null;

    private void ReportDuplicates(MapNode root)
    {
        if (new Fields(root).Value(Services) is not SequenceNode services) return;
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var name in services.Items.Select(NameOf).OfType<ScalarNode>())
        {
            if (seen.TryAdd(name.Text, name.Place)) continue;
            diagnostics.Error(
                DiagnosticCodes.DuplicateService,
                name.Place,
                $"the service '{name.Text}' is written twice; the first is on line {seen[name.Text].Line}",
                "give each service its own name");
        }
    }
}
