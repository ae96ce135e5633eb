using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>
/// Merges files, and a process into the one it extends, by the rules of process-compose: maps key by key, lists appended,
/// variables by name, and a value that is false, 0 or "no" overrides nothing.
/// </summary>
internal sealed class ProcessMerger(DiagnosticBag diagnostics)
{
    public MapNode Merge(MapNode first, MapNode later) => Merge(first, later, ProcessComposeKeys.Project);

    public MapNode MergeProcess(MapNode first, MapNode later) => Merge(first, later, ProcessKeys.Process);

    private MapNode Merge(MapNode first, MapNode later, RecordShape shape) =>
        Union(first, later, (a, b) => MergeEntry(a, b, shape.Find(a.Key)?.Shape ?? ProcessShapes.Any));

    private MapEntry MergeEntry(MapEntry first, MapEntry later, Shape shape) => (first.Key, shape, first.Value, later.Value) switch
    {
        ("environment", _, SequenceNode a, SequenceNode b) => later with { Value = MergeVariables(a, b) },
        ("paths" or "namespace", _, _, _) => later,
        ("processes", _, MapNode a, MapNode b) => later with { Value = Union(a, b, MergeProcesses) },
        (_, RecordShape record, MapNode a, MapNode b) => later with { Value = Merge(a, b, record) },
        (_, DictionaryShape or AnyShape, MapNode a, MapNode b) => later with { Value = Union(a, b, (_, winner) => winner) },
        (_, ListShape or AnyShape, SequenceNode a, SequenceNode b) => later with { Value = new SequenceNode(b.Place, [.. a.Items, .. b.Items]) },
        (_, _, ScalarNode a, ScalarNode b) when IsNothing(later.Key, b) => Kept(first, a, b),
        _ => later,
    };

    private MapEntry MergeProcesses(MapEntry first, MapEntry later) =>
        first.Value is MapNode a && later.Value is MapNode b ? later with { Value = MergeProcess(a, b) } : later;

    private static MapNode Union(MapNode first, MapNode later, Func<MapEntry, MapEntry, MapEntry> merge)
    {
        var entries = first.Entries.Select(e => later.Find(e.Key) is { } other ? merge(e, other) : e);
        return new MapNode(later.Place, [.. entries, .. later.Entries.Where(e => first.Find(e.Key) is null)]);
    }

    private static bool IsNothing(string key, ScalarNode value) => value.Kind switch
    {
        ScalarKind.Flag => !value.Flag,
        ScalarKind.Number => value.Number == 0,
        _ => key == "restart" && value.Text == "no",
    };

    private MapEntry Kept(MapEntry first, ScalarNode kept, ScalarNode later)
    {
        if (kept.Text == later.Text) return first;
        var hint = first.Key == "disabled" ? "write is_disabled: \"false\"" : "change it where it is written first";
        diagnostics.Warning(
            DiagnosticCodes.Merge,
            later.Place,
            $"'{first.Key}: {later.Text}' does not override '{kept.Text}' of {kept.Place.Location}, as in process-compose",
            hint);
        return first;
    }

    private SequenceNode MergeVariables(SequenceNode first, SequenceNode later)
    {
        var merged = new SortedDictionary<string, DocumentNode>(StringComparer.Ordinal);
        foreach (var item in first.Items.Concat(later.Items))
        {
            var text = (item as ScalarNode)?.Text ?? "";
            var equals = text.IndexOf('=');
            // What has no name cannot be overridden; it is told of when the variables are read.
            merged[equals > 0 ? text[..equals] : text] = item;
            if (equals <= 0 || text.IndexOf('=', equals + 1) < 0) continue;
            diagnostics.Warning(
                DiagnosticCodes.Merge,
                item.Place,
                $"process-compose loses the variable {text[..equals]} when it merges this list, because its value contains '='; here it is kept",
                "nothing is to be done for portorch");
        }

        return new SequenceNode(later.Place, [.. merged.Values]);
    }
}
