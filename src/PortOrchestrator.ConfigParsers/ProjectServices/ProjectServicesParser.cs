using PortOrchestrator.ConfigParsers.Compose;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Makes a project definition of the values of one or more <c>.project-services</c> files.</summary>
/// <param name="diagnostics">Where findings go.</param>
/// <param name="scales">Numbers of copies that stand over those of the files; none when null.</param>
/// <param name="defaultScope">The scope of services that write none.</param>
/// <param name="caller">The caller's variables, for Compose files; those of the process when null.</param>
internal sealed class ProjectServicesParser(
    DiagnosticBag diagnostics,
    IReadOnlyList<ReplicaScale>? scales = null,
    ServiceScope defaultScope = ServiceScope.Checkout,
    IReadOnlyDictionary<string, string>? caller = null)
{
    public const string Format = "project-services";

    /// <summary>Whether every service of the files is in the definition, so that names that are missing there are missing indeed.</summary>
    public bool IsComplete { get; private set; }

    public async Task<ProjectDefinition> ParseAsync(string root, IReadOnlyList<MapNode> files, CancellationToken cancellationToken)
    {
        Validate(files);
        var merged = new Fields(new FileMerger(diagnostics).Merge(files));
        var services = merged.Value("services") is SequenceNode list ? list.Items.OfType<MapNode>().ToList() : [];
        CheckRules(merged.Node, services);

        var environment = new EnvironmentReader(diagnostics);
        var composeFiles = new ComposeFileReader(diagnostics, caller);
        var compose = new ComposeParser(diagnostics, composeFiles);
        var definitions = new List<ServiceDefinition>();
        foreach (var service in services.Select(s => new Fields(s)).Where(s => s.Text("name") is not null))
        {
            var variables = await environment.ReadAsync(service, cancellationToken).ConfigureAwait(false);
            var ofCompose = await compose.ParseAsync(service, variables, cancellationToken).ConfigureAwait(false);
            definitions.Add(new ServiceParser(diagnostics, service, variables, defaultScope) { Compose = ofCompose }.Parse());
        }

        IsComplete = definitions.Count == services.Count;
        new NameClashes(diagnostics).Check(definitions, services);
        return new ProjectDefinition
        {
            Name = merged.Text("project_name"),
            Root = root,
            Files = [.. files.Select(f => Path.GetFullPath(f.Place.File.Path))],
            Format = Format,
            Environment = await environment.ReadAsync(merged, cancellationToken).ConfigureAwait(false),
            PortRange = PortRangeReader.Read(merged.Value("port_range"), "'port_range'", diagnostics),
            Shell = ShellReader.Read(merged),
            Services = new ReplicaExpander(diagnostics, scales ?? []).Expand(ForeignPorts.Remove(new ComposeGroups(composeFiles).Complete(definitions)), services),
        };
    }

    private void Validate(IReadOnlyList<MapNode> files)
    {
        var isStrict = files.Any(f => new Fields(f).Flag("strict") == true);
        var shapes = new ShapeValidator(diagnostics, isStrict);
        foreach (var file in files) shapes.Check(file, ProjectServicesKeys.Project, "the file");
    }

    private void CheckRules(MapNode root, List<MapNode> services)
    {
        var rules = new RuleValidator(diagnostics);
        rules.Check(root, ProjectServicesKeys.Project, "the configuration");
        for (var i = 0; i < services.Count; i++)
        {
            var name = new Fields(services[i]).Text("name");
            rules.Check(services[i], ServiceKeys.Service, name is null ? $"service {i + 1}" : $"the service '{name}'");
        }
    }
}
