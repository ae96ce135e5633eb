using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Watching;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Reads <c>watch</c>: a path or pattern, a list of them, or a map with more to say.</summary>
internal sealed class WatchParser(DiagnosticBag diagnostics)
{
    public WatchDefinition? Read(Fields service)
    {
        if (service.Value("watch") is not { } node) return null;
        var fields = node is MapNode map ? new Fields(map) : (Fields?)null;
        if ((fields is { } more ? more.Value("paths") : node) is not { } paths) return null;
        Check(service, node.Place);
        var standard = new WatchDefinition { Paths = [.. Items(paths).Select(ReadPath).OfType<WatchedPath>()], Location = node.Place.Location };
        if (fields is not { } settings) return standard;
        return standard with
        {
            Cascade = settings.Flag("cascade") ?? standard.Cascade,
            Debounce = settings.Seconds("debounce_seconds") ?? standard.Debounce,
            MaxFolders = settings.Whole("max_folders") is { } most and > 0 ? most : standard.MaxFolders,
            DefaultExcludes = settings.Flag("default_excludes") ?? standard.DefaultExcludes,
        };
    }

    private static IEnumerable<DocumentNode> Items(DocumentNode paths) => paths is SequenceNode list ? list.Items : [paths];

    private WatchedPath? ReadPath(DocumentNode node)
    {
        if (node is ScalarNode { Kind: ScalarKind.Text, Text.Length: > 0 } text) return ReadText(text);
        if (node is not MapNode map || new Fields(map).Scalar("path") is not { Kind: ScalarKind.Text, Text.Length: > 0 } path) return null;
        var include = WatchPatterns.Read(new Fields(map).Scalars("include"), Refuse);
        var exclude = WatchPatterns.Read(new Fields(map).Scalars("exclude"), Refuse);
        return include is null || exclude is null ? null : new WatchedPath { Path = FilePaths.Resolve(path), Include = include, Exclude = exclude };
    }

    private WatchedPath? ReadText(ScalarNode text)
    {
        var (folder, pattern) = WatchPatterns.Split(text.Text);
        var full = Path.GetFullPath(FilePaths.ExpandHome(folder), text.Place.File.Folder);
        if (pattern is null) return new WatchedPath { Path = full };
        if (PathPattern.TryParse(pattern, out _, out var problem)) return new WatchedPath { Path = full, Include = [pattern] };
        Refuse(text.Place, $"the pattern {text.Display} {problem}");
        return null;
    }

    private void Check(Fields service, Place place)
    {
        if (service.Has("schedule"))
            diagnostics.Error(DiagnosticCodes.Contradiction, place, "a service with a 'schedule' is not restarted when files change", "keep one of 'schedule' and 'watch'");
        if (service.Text("kind") == "external")
            diagnostics.Error(DiagnosticCodes.Contradiction, place, "a service of kind external is not ours to restart when files change", "remove 'watch'");
    }

    private void Refuse(Place place, string problem) =>
        diagnostics.Error(DiagnosticCodes.InvalidText, place, problem, "patterns know *, ?, [a-z], {a,b} and **; a backslash makes a character stand for itself");
}
