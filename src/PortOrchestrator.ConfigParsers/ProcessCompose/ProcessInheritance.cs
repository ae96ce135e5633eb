using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Fills processes with what they inherit by <c>extends</c> from another process of the project.</summary>
internal sealed class ProcessInheritance(DiagnosticBag diagnostics, MapNode processes)
{
    private const int Deepest = 64;

    private readonly ProcessMerger _merger = new(diagnostics);
    private readonly Dictionary<string, MapNode> _done = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];

    public MapNode Apply()
    {
        if (!processes.Entries.Any(e => e.Value is MapNode map && map.Find("extends") is not null)) return processes;
        return new MapNode(processes.Place, [.. processes.Entries.Select(e => e.Value is MapNode map ? e with { Value = Resolve(e.Key, map) } : e)]);
    }

    private MapNode Resolve(string name, MapNode process)
    {
        if (_done.TryGetValue(name, out var done)) return done;
        _path.Add(name);
        var result = Without(process, "extends");
        if (new Fields(process).Scalar("extends") is { Kind: ScalarKind.Text } parent && ParentOf(parent) is { } map)
            result = _merger.MergeProcess(Resolve(parent.Text, map), result);
        _path.RemoveAt(_path.Count - 1);
        return _done[name] = result;
    }

    private MapNode? ParentOf(ScalarNode extends)
    {
        var start = _path.IndexOf(extends.Text);
        if (start >= 0)
        {
            Error(extends, $"these processes extend each other: {string.Join(" -> ", _path.Skip(start).Append(extends.Text))}", "remove one 'extends'");
            return null;
        }

        if (_path.Count >= Deepest)
        {
            Error(extends, $"processes extend each other over more than {Deepest} levels", "extend an earlier one");
            return null;
        }

        if (processes.Find(extends.Text)?.Value is MapNode found) return found;
        var meant = Keys.Suggestion.Nearest(extends.Text, processes.Entries.Select(e => e.Key));
        Error(extends, $"there is no process '{extends.Text}' to extend", meant is null ? "name a process of this project" : $"did you mean '{meant}'?");
        return null;
    }

    private static MapNode Without(MapNode map, string key) =>
        map.Find(key) is null ? map : new MapNode(map.Place, [.. map.Entries.Where(e => e.Key != key)]);

    private void Error(ScalarNode place, string message, string hint) => diagnostics.Error(DiagnosticCodes.Inheritance, place.Place, message, hint);
}
