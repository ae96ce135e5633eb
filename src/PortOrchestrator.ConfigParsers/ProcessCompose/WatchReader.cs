using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;
using PortOrchestrator.ConfigParsers.ProjectServices;
using PortOrchestrator.ConfigParsers.Watching;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads <c>watch</c>.</summary>
internal sealed class WatchReader(DiagnosticBag diagnostics, string folder, bool isStrict)
{
    public WatchDefinition? Read(Fields process)
    {
        if (process.Map("watch") is not { } map) return null;
        if (Obstacle(process, map) is { } obstacle)
        {
            Refuse(map.Place, obstacle);
            return null;
        }

        var fields = new Fields(map);
        var paths = Paths(map).Select(p => ReadPath(new Fields(p))).ToList();
        // Without one of its patterns it would restart the process for files that were not meant.
        if (paths.Contains(null)) return null;
        var standard = new WatchDefinition { Paths = [] };
        return standard with
        {
            Paths = [.. paths.OfType<WatchedPath>()],
            Cascade = fields.Flag("cascade") ?? false,
            Debounce = Debounce(fields) ?? standard.Debounce,
            MaxFolders = fields.Whole("max_entries") is { } most and > 0 ? most : standard.MaxFolders,
            DefaultExcludes = fields.Flag("disable_default_excludes") != true,
            Location = map.Place.Location,
        };
    }

    private WatchedPath? ReadPath(Fields path)
    {
        var include = WatchPatterns.Read(path.Scalars("include"), Refuse);
        var exclude = WatchPatterns.Read(path.Scalars("exclude"), Refuse);
        if (include is null || exclude is null) return null;
        return new WatchedPath { Path = Path.GetFullPath(FilePaths.ExpandHome(path.Text("path") ?? ""), folder), Include = include, Exclude = exclude };
    }

    private static string? Obstacle(Fields process, MapNode watch)
    {
        if (process.Whole("replicas") > 1) return "the files of a process with replicas are not watched";
        if (process.Has("schedule")) return "a process with a schedule is not restarted when files change";
        if (process.Flag("is_foreground") == true) return "a process in the foreground is not restarted when files change";
        if (process.Map("x-portorch") is { } own && new Fields(own).Text("kind") == "external") return "a process of kind external is not ours to restart when files change";
        var paths = Paths(watch).Select(p => new Fields(p).Text("path")).ToList();
        if (paths.Count == 0 || paths.Contains(null)) return "'watch' names no path";
        return paths.Exists(p => p!.Contains("{{", StringComparison.Ordinal)) ? "a watched path is not rendered as a template" : null;
    }

    private static IEnumerable<MapNode> Paths(MapNode watch) => (watch.Find("paths")?.Value as SequenceNode)?.Items.OfType<MapNode>() ?? [];

    private TimeSpan? Debounce(Fields fields)
    {
        if (fields.Scalar("debounce") is not { Kind: ScalarKind.Text } text) return null;
        if (GoDuration.TryParse(text.Text, out var time, out var problem) && time >= TimeSpan.Zero) return time;
        Refuse(text.Place, problem ?? "the time must not be negative");
        return null;
    }

    private void Refuse(Place place, string problem) => diagnostics.Add(
        isStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, DiagnosticCodes.LeftOut, place, problem, "correct it; until then it has no effect");
}
