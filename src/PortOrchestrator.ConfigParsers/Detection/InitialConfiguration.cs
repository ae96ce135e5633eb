using PortOrchestrator.ConfigParsers.Export;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>Makes a <c>.project-services</c> file of what was detected, for a person to review. Thread-safe.</summary>
public static class InitialConfiguration
{
    /// <summary>The usual name of the file.</summary>
    /// <param name="syntax">Its language.</param>
    public static string FileName(ConfigurationSyntax syntax) => syntax == ConfigurationSyntax.Yaml ? ".project-services.yaml" : ".project-services.json";

    /// <summary>Writes the file. Every port is preferred, never insisted on; a guess is disabled, with its reason.</summary>
    /// <param name="detection">What was detected.</param>
    /// <param name="syntax">The language.</param>
    /// <param name="folder">The absolute folder that the file will lie in, which its paths count from; the root folder when null.</param>
    /// <returns>The content of the file.</returns>
    public static string Write(DetectionResult detection, ConfigurationSyntax syntax = ConfigurationSyntax.Json, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(detection);
        var paths = new PathsFrom(folder ?? detection.Root, detection.Root);
        var file = new MapWriter()
            .Text("$schema", ProjectServicesSchema.Address)
            .Value("services", new ExportValue.List([.. detection.Services.Select(s => Service(s, paths))]))
            .Build();
        return syntax == ConfigurationSyntax.Yaml ? YamlEmitter.Write(file) : JsonEmitter.Write(file);
    }

    private static ExportValue.Map Service(DetectedService service, PathsFrom paths) => new MapWriter()
        .Text("name", service.Name)
        .Text("description", Description(service))
        .Number("tier", service.Tier, 3)
        .Text("kind", service.Kind == ServiceKind.Process ? null : Vocabulary.Kinds.WordOf(service.Kind))
        .Flag("disabled", !service.IsEnabled)
        .Text("start_command", service.Command)
        .Text("working_dir", service.Command is null || paths.Of(service.WorkingDirectory) is "." ? null : paths.Of(service.WorkingDirectory))
        .Texts("compose_file", [.. service.ComposeFiles.Select(paths.Of)])
        .Text("compose_service", service.ComposeService)
        .Texts("compose_profiles", service.ComposeProfiles)
        .Variables("env", service.Environment)
        .Map("ports", Ports(service))
        .Texts("dependencies", service.Dependencies)
        .Text("health_check", service.HealthCheck)
        .Build();

    private static string Description(DetectedService service)
    {
        var found = $"Found in {service.Evidence}.";
        return service.IsEnabled ? found : $"{found} Disabled: {service.Reason ?? "it is a guess"}.";
    }

    private static MapWriter Ports(DetectedService service)
    {
        var ports = new MapWriter();
        foreach (var port in service.Ports)
        {
            ports.Map(port.Name, new MapWriter()
                .Number("port", port.Port)
                .Text("mode", Vocabulary.PortModes.WordOf(port.Port is null ? PortMode.Auto : PortMode.Prefer))
                .Text("protocol", port.Protocol == PortProtocol.Tcp ? null : Vocabulary.Protocols.WordOf(port.Protocol))
                .Text("env", port.EnvironmentVariable));
        }

        return ports;
    }

    private sealed record PathsFrom(string Folder, string Root)
    {
        public string Of(string path) => Path.GetRelativePath(Folder, Path.Join(Root, path)).Replace('\\', '/');
    }
}
