using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.ProjectServices;
using PortOrchestrator.ConfigParsers.Templates;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Makes a project definition of the values of one process-compose file.</summary>
/// <param name="diagnostics">Where findings go.</param>
/// <param name="folder">The folder that relative paths count from.</param>
/// <param name="lookup">The value of a variable for <c>${…}</c>.</param>
internal sealed class ProcessComposeParser(DiagnosticBag diagnostics, string folder, Func<string, string?> lookup)
{
    public const string Format = "process-compose";

    public ProjectDefinition Parse(string root, MapNode file)
    {
        var isRaw = new Fields(file).Flag("disable_env_expansion") == true;
        var map = (MapNode)new ValueReader(diagnostics, isRaw ? null : lookup).Read(file, ProcessComposeKeys.Project);
        var project = new Fields(map);
        new ShapeValidator(diagnostics, project.Flag("is_strict") == true).Check(map, ProcessComposeKeys.Project, "the file");
        var processes = (project.Map("processes")?.Entries ?? []).Where(e => e.Value is MapNode).ToList();
        var names = processes.ToDictionary(e => e.Key, e => ReplicaNames.Of(e.Key, Math.Min(new Fields((MapNode)e.Value).Whole("replicas") ?? 1, 1000)), StringComparer.Ordinal);
        var shell = project.Map("shell") is { } written ? new Fields(written) : (Fields?)null;
        return new ProjectDefinition
        {
            Name = project.Text("name"),
            Root = root,
            Files = [Path.GetFullPath(file.Place.File.Path)],
            Format = Format,
            Environment = Escaped(Variables(project.Value("environment"), s => s.Text)),
            Shell = OperatingSystem.IsWindows() && shell is null ? [] : [shell?.Text("shell_command") ?? "bash", shell?.Text("shell_argument") ?? "-c"],
            Services = ForeignPorts.Remove([.. processes.SelectMany(e => Replicas(project, e, names))]),
        };
    }

    private IEnumerable<ServiceDefinition> Replicas(Fields project, MapEntry entry, Dictionary<string, IReadOnlyList<string>> names)
    {
        var process = new Fields((MapNode)entry.Value);
        var dependencies = Dependencies(process, names);
        for (var i = 0; i < names[entry.Key].Count; i++)
        {
            var data = new Dictionary<string, TemplateValue>(StringComparer.Ordinal);
            foreach (var value in (project.Map("vars")?.Entries ?? []).Concat(process.Map("vars")?.Entries ?? [])) data[value.Key] = TemplateText.ValueOf(value.Value);
            data["PC_REPLICA_NUM"] = TemplateValue.Of((long)i);
            var templates = new TemplateText(diagnostics, data);
            var variables = Variables(process.Value("environment"), templates.Render);
            variables.TryAdd("PC_PROC_NAME", entry.Key);
            variables.TryAdd("PC_REPLICA_NUM", i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            yield return new ProcessParser(diagnostics, process, names[entry.Key][i], templates, folder, variables).Parse(entry.KeyPlace.Location, dependencies);
        }
    }

    private List<ServiceDependency> Dependencies(Fields process, Dictionary<string, IReadOnlyList<string>> names)
    {
        var found = new List<ServiceDependency>();
        foreach (var entry in process.Map("depends_on")?.Entries ?? [])
        {
            var condition = entry.Value is MapNode map ? new Fields(map).Choice("condition", ProcessComposeKeys.Conditions) : null;
            if (condition is null)
                diagnostics.Warning(DiagnosticCodes.ConditionOmitted, entry.KeyPlace, $"'{entry.Key}' has no condition; process_started is taken", "write the condition");
            foreach (var name in names.GetValueOrDefault(entry.Key) ?? [entry.Key])
                found.Add(new ServiceDependency { Service = name, Condition = condition ?? DependencyCondition.Started, Location = entry.KeyPlace.Location });
        }

        return found;
    }

    private Dictionary<string, string> Variables(DocumentNode? list, Func<ScalarNode, string> render)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var scalar in (list as SequenceNode)?.Items.OfType<ScalarNode>() ?? [])
        {
            var text = render(scalar);
            var equals = text.IndexOf('=');
            if (equals > 0) variables[text[..equals]] = text[(equals + 1)..];
            else diagnostics.Warning(DiagnosticCodes.InvalidText, scalar.Place, $"{scalar.Display} is no NAME=VALUE and has no effect", "write NAME=VALUE");
        }

        return variables;
    }

    // Values reach the process as they are written, while those of a definition may name variables.
    private static Dictionary<string, string> Escaped(Dictionary<string, string> variables) =>
        variables.ToDictionary(p => p.Key, p => p.Value.Replace("$", "$$", StringComparison.Ordinal), StringComparer.Ordinal);
}
