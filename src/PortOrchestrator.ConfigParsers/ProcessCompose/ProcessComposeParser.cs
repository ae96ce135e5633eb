using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;
using PortOrchestrator.ConfigParsers.Templates;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Makes a project definition of the merged values of process-compose files.</summary>
/// <param name="diagnostics">Where findings go.</param>
/// <param name="folder">The folder that relative paths count from.</param>
/// <param name="scope">The results of <c>env_cmds</c>.</param>
/// <param name="dotEnvironment">The variables of the <c>.env</c> files.</param>
/// <param name="settings">The caller's variables.</param>
/// <param name="scales">Numbers of copies that stand over those of the files.</param>
internal sealed class ProcessComposeParser(
    DiagnosticBag diagnostics,
    string folder,
    VariableScope scope,
    IReadOnlyDictionary<string, string> dotEnvironment,
    CallerSettings settings,
    IReadOnlyList<ReplicaScale> scales)
{
    public const string Format = "process-compose";

    private readonly Dictionary<string, TemplateValue> _results = scope.Results.ToDictionary(r => r.Key, r => TemplateValue.Of(r.Value), StringComparer.Ordinal);
    private readonly List<string> _later = [.. scope.Unknown];

    public async Task<ProjectDefinition> ParseAsync(string root, MapNode merged, bool isStrict, CancellationToken cancellationToken)
    {
        var file = new Fields(merged);
        var names = new ProcessNames(diagnostics);
        var processes = (file.Map("processes")?.Entries ?? []).Where(e => e.Value is MapNode && names.CheckForm(e)).ToList();
        var shell = new ProcessShell(file, settings.Find, diagnostics);
        TellStrangers(merged, SettingVariables.DisabledProcesses, settings.DisabledProcesses, processes.Select(p => p.Key));
        var project = new ProjectContext(
            diagnostics,
            folder,
            isStrict,
            shell,
            new ReplicaNames(processes, diagnostics, scales),
            ProcessVariables.Escaped(OverDotEnvironment()),
            ProcessVariables.Escaped(settings.OfFile),
            new LogFileReader(diagnostics, isStrict).Read(file, file.Text("log_location") is { } log ? Path.GetFullPath(FilePaths.ExpandHome(log), folder) : null, isShared: true),
            settings);
        var services = await ServicesAsync(project, file, processes, cancellationToken).ConfigureAwait(false);
        TellStrangers(merged, SettingVariables.Namespaces, settings.Namespaces, services.SelectMany(s => s.Namespaces));
        names.Check(services, processes.ToDictionary(e => e.Key, e => e.KeyPlace, StringComparer.Ordinal));
        return new ProjectDefinition
        {
            Name = file.Text("name"),
            Root = root,
            Format = Format,
            Environment = ProcessVariables.Escaped(Variables(file, isStrict)),
            Shell = shell.Prefix,
            ToolServer = new ToolReader(diagnostics, isStrict).ReadServer(file),
            Services = ForeignPorts.Remove(services),
        };
    }

    private async Task<List<ServiceDefinition>> ServicesAsync(
        ProjectContext project, Fields file, List<MapEntry> processes, CancellationToken cancellationToken)
    {
        var services = new List<ServiceDefinition>();
        var dependencies = new DependencyReader(diagnostics, project.Names);
        var dependencyPlaces = new Dictionary<string, MapNode>(StringComparer.Ordinal);
        foreach (var entry in processes)
        {
            var process = new Fields((MapNode)entry.Value);
            var copies = project.Names[entry.Key];
            var needs = dependencies.Read(process, copies.Count);
            if (process.Map("depends_on") is { } map) dependencyPlaces[entry.Key] = map;
            for (var i = 0; i < copies.Count; i++)
            {
                var replica = new Replica(entry.Key, copies[i], i, copies.Count);
                var ports = new ReplicaPorts(replica, project.Names);
                var templates = new TemplateText(diagnostics, Data(file, process, i), _later, ports);
                var parser = new ProcessParser(project, process, replica, templates, ports);
                services.Add(await parser.ParseAsync(entry.KeyPlace.Location, needs, cancellationToken).ConfigureAwait(false));
            }
        }

        new ConditionCheck(diagnostics, project.IsStrict).Check(services, PlaceOf);
        return services;

        // A dependency may be written on the process or on one of its copies.
        Place PlaceOf(ServiceDefinition service, string target)
        {
            var map = dependencyPlaces[service.ReplicaOf ?? service.Name];
            return (map.Find(target) ?? map.Entries[0]).KeyPlace;
        }
    }

    private Dictionary<string, string> OverDotEnvironment()
    {
        var all = new Dictionary<string, string>(dotEnvironment, StringComparer.Ordinal);
        foreach (var (name, value) in settings.OfFile) all[name] = value;
        return all;
    }

    private void TellStrangers(MapNode merged, string variable, IReadOnlySet<string> wanted, IEnumerable<string> known)
    {
        var all = known.ToHashSet(StringComparer.Ordinal);
        foreach (var stranger in wanted.Where(w => !all.Contains(w)).Order(StringComparer.Ordinal))
        {
            var what = variable == SettingVariables.Namespaces ? "namespace" : "process";
            var meant = Keys.Suggestion.Nearest(stranger, all);
            diagnostics.FileFinding(
                DiagnosticSeverity.Warning,
                DiagnosticCodes.Setting,
                merged.Place.File.Path,
                $"{variable} names '{stranger}', which is no {what} of this project",
                meant is null ? null : $"did you mean '{meant}'?");
        }
    }

    private Dictionary<string, TemplateValue> Data(Fields file, Fields process, int number)
    {
        var data = new Dictionary<string, TemplateValue>(_results, StringComparer.Ordinal);
        foreach (var value in (file.Map("vars")?.Entries ?? []).Concat(process.Map("vars")?.Entries ?? [])) data[value.Key] = TemplateText.ValueOf(value.Value);
        data["PC_REPLICA_NUM"] = TemplateValue.Of((long)number);
        return data;
    }

    private Dictionary<string, string> Variables(Fields file, bool isStrict)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        new ProcessVariables(diagnostics, isStrict).AddList(variables, file.Value("environment"), s => s.Text);
        foreach (var (name, value) in scope.Results) variables[name] = value;
        return variables;
    }
}
