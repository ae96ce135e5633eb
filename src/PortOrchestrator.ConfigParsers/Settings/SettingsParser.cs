using PortOrchestrator.ConfigParsers.Discovery;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.ProjectServices;
using PortOrchestrator.ConfigParsers.Watching;

namespace PortOrchestrator.ConfigParsers.Settings;

/// <summary>Makes settings of the values of a settings file.</summary>
internal sealed class SettingsParser(DiagnosticBag diagnostics, Func<PortRange> ephemeral)
{
    private const int SmallPool = 100;

    public MachineSettings Parse(MapNode root)
    {
        new ShapeValidator(diagnostics, isStrict: false).Check(root, SettingsKeys.Settings, "the file");
        return new MachineSettings
        {
            PortPool = ReadPool(root.Find("port_pool")),
            PortRanges = ReadRanges(root.Find("port_ranges")?.Value as MapNode),
            LogMinFreeMegabytes = root.Find("logs")?.Value is MapNode logs ? new Fields(logs).Whole("min_free_mb") : null,
            Projects = ReadProjects(root.Find("projects")?.Value as SequenceNode),
            Session = ReadSession(root.Find("session")?.Value as MapNode),
            TrustedRoots = ReadTrustedRoots(root.Find("trusted_roots")?.Value as SequenceNode),
            Watchdog = root.Find("watchdog")?.Value is ScalarNode { Flag: true },
        };
    }

    private static SessionSettings ReadSession(MapNode? map)
    {
        var standard = new SessionSettings();
        if (map is null) return standard;
        var fields = new Fields(map);
        return new SessionSettings
        {
            Mode = fields.Choice("mode", Vocabulary.SessionModes) ?? standard.Mode,
            Budget = fields.Seconds("budget_seconds") ?? standard.Budget,
            Grace = fields.Seconds("grace_seconds") ?? standard.Grace,
            StopPolicy = fields.Choice("stop_policy", Vocabulary.StopPolicies) ?? standard.StopPolicy,
        };
    }

    private PortRange? ReadPool(MapEntry? entry)
    {
        if (entry is null || PortRangeReader.Read(entry.Value, "'port_pool'", diagnostics) is not { } pool) return null;
        var place = entry.Value.Place;
        if (pool.Count < SmallPool)
        {
            diagnostics.Warning(
                DiagnosticCodes.SmallPool, place, $"'port_pool' has only {pool.Count} port{(pool.Count == 1 ? "" : "s")}; all projects share it", $"give it at least {SmallPool}");
        }

        if (ephemeral() is var outgoing && Overlap(pool, outgoing))
        {
            diagnostics.Warning(
                DiagnosticCodes.EphemeralPool, place, $"'port_pool' has ports of {outgoing}, which the system gives to outgoing connections", "choose a range outside it");
        }

        return pool;
    }

    private Dictionary<string, PortRange> ReadRanges(MapNode? map)
    {
        var ranges = new Dictionary<string, PortRange>(StringComparer.Ordinal);
        var written = new List<(string Key, PortRange Range)>();
        foreach (var entry in map?.Entries ?? [])
        {
            if (PortRangeReader.Read(entry.Value, $"'{entry.Key}' of 'port_ranges'", diagnostics) is not { } range) continue;
            WarnRelative(entry);
            foreach (var earlier in written.Where(e => Overlap(e.Range, range)).Take(1))
            {
                diagnostics.Warning(
                    DiagnosticCodes.RangesOverlap,
                    entry.Value.Place,
                    $"the range {range} of '{entry.Key}' overlaps {earlier.Range} of '{earlier.Key}'",
                    "give every project a range of its own");
            }

            written.Add((entry.Key, range));
            if (!ranges.TryAdd(Canonical(entry.Key), range))
                diagnostics.Error(DiagnosticCodes.Contradiction, entry.KeyPlace, $"'{entry.Key}' is a folder that has a range already", "keep one of them");
        }

        return ranges;
    }

    private List<ProjectPattern> ReadProjects(SequenceNode? list)
    {
        var patterns = new List<ProjectPattern>();
        var rules = new RuleValidator(diagnostics);
        for (var i = 0; i < (list?.Items.Count ?? 0); i++)
        {
            if (list!.Items[i] is not MapNode map) continue;
            rules.Check(map, SettingsKeys.Project, $"entry {i + 1} of 'projects'");
            var fields = new Fields(map);
            if (fields.Scalar("services_file") is not { Kind: ScalarKind.Text, Text.Length: > 0 } file || !TryReadPath(fields, out var path)) continue;
            if (path is null && fields.Text("marker") is null) continue;
            patterns.Add(new ProjectPattern { Path = path, Marker = fields.Text("marker"), ServicesFile = FilePaths.Resolve(file) });
        }

        return patterns;
    }

    private bool TryReadPath(Fields fields, out PathPattern? path)
    {
        path = null;
        if (fields.Text("path") is not { } written) return !fields.Has("path");
        if (PathPattern.TryParse(WithoutLinks(FilePaths.ExpandHome(written)), out path, out var problem)) return true;
        diagnostics.Error(DiagnosticCodes.InvalidText, fields.PlaceOf("path"), $"the pattern \"{written}\" {problem}", "correct it; a backslash makes the next character stand for itself");
        return false;
    }

    // What it is compared with is a folder without links and without a drive.
    private static string WithoutLinks(string pattern)
    {
        var wild = pattern.IndexOfAny(['*', '?', '[', '{', '\\']);
        var end = wild < 0 ? pattern.Length : pattern.LastIndexOf('/', wild) + 1;
        if (end == 0 || !Path.IsPathFullyQualified(pattern[..end]) || pattern.Contains('\0', StringComparison.Ordinal)) return pattern;
        var folder = CanonicalPath.Of(pattern[..end]);
        var inside = folder[(Path.GetPathRoot(folder) ?? "").Length..].Replace('\\', '/');
        return "/" + inside + (inside.Length > 0 && end < pattern.Length ? "/" : "") + pattern[end..];
    }

    private List<string> ReadTrustedRoots(SequenceNode? list)
    {
        var folders = new List<string>();
        foreach (var item in list?.Items ?? [])
        {
            if (item is not ScalarNode { Kind: ScalarKind.Text, Text.Length: > 0 } folder) continue;
            var path = FilePaths.ExpandHome(folder.Text);
            if (Path.IsPathFullyQualified(path)) folders.Add(CanonicalPath.Of(path));
            else diagnostics.Error(DiagnosticCodes.InvalidText, folder.Place, $"{folder.Display} of 'trusted_roots' is no absolute path", "write the whole path of the folder, or one that begins with ~/");
        }

        return folders;
    }

    private void WarnRelative(MapEntry entry)
    {
        if (entry.Key is not (['.' or '~', '/' or '\\', ..] or ['.', '.', '/' or '\\', ..])) return;
        diagnostics.Warning(
            DiagnosticCodes.RelativeProject, entry.KeyPlace, $"'{entry.Key}' is taken for a project's name, as it is no absolute path", "write the whole path of the folder");
    }

    // What the registry compares it with is a root without links.
    private static string Canonical(string key) =>
        Path.IsPathFullyQualified(key) && !key.Contains('\0', StringComparison.Ordinal) ? CanonicalPath.Of(key) : key;

    private static bool Overlap(PortRange one, PortRange other) => one.First <= other.Last && other.First <= one.Last;
}
