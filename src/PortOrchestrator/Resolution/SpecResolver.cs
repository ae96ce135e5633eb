using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Resolution;

/// <summary>Turns a definition and its ports into what a supervisor runs, with nothing left to look up.</summary>
internal sealed class SpecResolver(ProjectIdentity project, ProjectDefinition definition, StatePaths paths, IReadOnlyDictionary<string, string> inherited)
{
    /// <summary>The file beside a log that takes standard error when it is kept apart.</summary>
    public static string ErrorLog(string log) => Path.ChangeExtension(log, ".err.log");

    public ProjectSpec Resolve(PortPlan ports)
    {
        var named = WithNamesOfAll(ports.Ports);
        var shared = new TemplateExpander(named);
        var composer = new EnvironmentComposer(project, definition, ports.Ports, inherited);
        var engines = new EngineSpecs(project, definition, paths, ports.Engines, ports.Ports);
        return new ProjectSpec
        {
            Project = project,
            Services = [.. definition.Services.Select(s => Resolve(s, ports, Templates(s), composer, engines))],
        };

        TemplateExpander Templates(ServiceDefinition service) => service.ReplicaOf is { } whole && named.TryGetValue(service.Name, out var own)
            ? new TemplateExpander(new Dictionary<string, IReadOnlyList<ServicePort>>(named, StringComparer.Ordinal) { [whole] = own })
            : shared;
    }

    // The port of a service of several copies is that of the first; only a copy itself means its own by it.
    private IReadOnlyDictionary<string, IReadOnlyList<ServicePort>> WithNamesOfAll(IReadOnlyDictionary<string, IReadOnlyList<ServicePort>> ports)
    {
        if (definition.Services.All(s => s.ReplicaOf is null)) return ports;
        var named = new Dictionary<string, IReadOnlyList<ServicePort>>(ports, StringComparer.Ordinal);
        foreach (var copy in definition.Services.Where(s => s.ReplicaOf is not null))
        {
            if (ports.TryGetValue(copy.Name, out var held)) named.TryAdd(copy.ReplicaOf!, held);
        }

        return named;
    }

    private ServiceSpec Resolve(ServiceDefinition service, PortPlan plan, TemplateExpander templates, EnvironmentComposer composer, EngineSpecs engines)
    {
        var warnings = new List<string>(plan.Warnings.GetValueOrDefault(service.Name) ?? []);
        var environment = composer.Compose(service, templates, warnings);
        var engine = engines.Resolve(service);
        if (engine is not null && service.Compose is not null) environment = WithVariables(environment, service, engines.Variables(service));
        var ports = plan.Ports.GetValueOrDefault(service.Name) ?? [];
        var checks = new CheckResolver(service, ports, templates, environment, warnings);
        var conflict = plan.Conflicts.FirstOrDefault(c => c.Service == service.Name);
        var log = Path.Combine(paths.LogFolder(project), service.Name + ".log");
        return new ServiceSpec
        {
            Name = service.Name,
            Replica = service.Replica ?? 0,
            Definition = service with { Readiness = checks.Resolve(service.Readiness), Liveness = checks.Resolve(service.Liveness) },
            Command = engine is not null ? EngineSpecs.StartCommand(engine) : Arguments(service.StartCommand, templates, warnings) ?? [],
            StopCommand = Arguments(service.StopCommand ?? (engine is null ? service.Launcher?.StopCommand : null), templates, warnings),
            Engine = engine,
            ShutdownCommand = Arguments(service.Shutdown.Command, templates, warnings),
            Shell = Shell,
            Environment = environment,
            ConfiguredVariables = [.. definition.Environment.Keys.Concat(service.DefaultEnvironment.Keys).Distinct()],
            Ports = ports,
            LogPath = log,
            ErrorLogPath = service.Log.SeparateStandardError ? ErrorLog(log) : null,
            ExternalHolder = plan.External.GetValueOrDefault(service.Name),
            SkipReason = conflict?.Message,
            Warnings = [.. warnings.Distinct()],
        };
    }

    // What the configuration itself says of a variable stands.
    private IReadOnlyDictionary<string, string> WithVariables(
        IReadOnlyDictionary<string, string> environment, ServiceDefinition service, IReadOnlyDictionary<string, string> variables) => LayeredVariables.With(
        environment,
        [.. variables.Where(v => !service.Environment.ContainsKey(v.Key) && !definition.Environment.ContainsKey(v.Key)).Select(v => (v.Key, v.Value))]);

    private IReadOnlyList<string> Shell => definition.Shell.Count > 0 ? definition.Shell : OperatingSystem.IsWindows() ? ["cmd", "/C"] : ["sh", "-c"];

    private IReadOnlyList<string>? Arguments(CommandLine? command, TemplateExpander templates, ICollection<string> warnings)
    {
        if (command is null) return null;
        if (command.Arguments is { } arguments) return [.. arguments.Select(a => templates.Expand(a, warnings))];
        return [.. Shell, templates.Expand(command.Text ?? "", warnings)];
    }
}
