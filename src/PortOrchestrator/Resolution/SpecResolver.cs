using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Resolution;

/// <summary>Turns a definition and its ports into what a supervisor runs, with nothing left to look up.</summary>
internal sealed class SpecResolver(ProjectIdentity project, ProjectDefinition definition, StatePaths paths, IReadOnlyDictionary<string, string> inherited)
{
    /// <summary>The file beside a log that takes standard error when it is kept apart.</summary>
    public static string ErrorLog(string log) => Path.ChangeExtension(log, ".err.log");

    public ProjectSpec Resolve(PortPlan ports)
    {
        var templates = new TemplateExpander(ports.Ports);
        var composer = new EnvironmentComposer(project, definition, ports.Ports, templates, inherited);
        return new ProjectSpec
        {
            Project = project,
            Services = [.. definition.Services.Select(s => Resolve(s, ports, templates, composer))],
        };
    }

    private ServiceSpec Resolve(ServiceDefinition service, PortPlan plan, TemplateExpander templates, EnvironmentComposer composer)
    {
        var warnings = new List<string>(plan.Warnings.GetValueOrDefault(service.Name) ?? []);
        var environment = composer.Compose(service, warnings);
        var ports = plan.Ports.GetValueOrDefault(service.Name) ?? [];
        var checks = new CheckResolver(service, ports, templates, environment, warnings);
        var conflict = plan.Conflicts.FirstOrDefault(c => c.Service == service.Name);
        var log = Path.Combine(paths.LogFolder(project), service.Name + ".log");
        return new ServiceSpec
        {
            Name = service.Name,
            Definition = service with { Readiness = checks.Resolve(service.Readiness), Liveness = checks.Resolve(service.Liveness) },
            Command = Arguments(service.StartCommand, templates, warnings) ?? [],
            StopCommand = Arguments(service.StopCommand ?? service.Launcher?.StopCommand, templates, warnings),
            ShutdownCommand = Arguments(service.Shutdown.Command, templates, warnings),
            Shell = Shell,
            Environment = environment,
            Ports = ports,
            LogPath = log,
            ErrorLogPath = service.Log.SeparateStandardError ? ErrorLog(log) : null,
            ExternalHolder = plan.External.GetValueOrDefault(service.Name),
            SkipReason = conflict?.Message,
            Warnings = [.. warnings.Distinct()],
        };
    }

    private IReadOnlyList<string> Shell => definition.Shell.Count > 0 ? definition.Shell : OperatingSystem.IsWindows() ? ["cmd", "/C"] : ["sh", "-c"];

    private IReadOnlyList<string>? Arguments(CommandLine? command, TemplateExpander templates, ICollection<string> warnings)
    {
        if (command is null) return null;
        if (command.Arguments is { } arguments) return [.. arguments.Select(a => templates.Expand(a, warnings))];
        return [.. Shell, templates.Expand(command.Text ?? "", warnings)];
    }
}
