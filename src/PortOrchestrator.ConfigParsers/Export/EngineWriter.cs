namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the values of the kinds <c>compose</c> and <c>systemd</c>; what their own files say is not written.</summary>
internal static class EngineWriter
{
    public static bool IsEngine(ServiceDefinition service) => service.Compose is not null || service.Systemd is not null;

    /// <summary>Whether the reader finds the port again in the Compose files.</summary>
    public static bool IsPublished(ServiceDefinition service, PortDefinition port) =>
        service.Compose?.Ports.Any(p => p.Name == port.Name && p.Published == port.Port) == true && port.Mode == PortMode.Prefer;

    public static void Add(MapWriter map, string root, ServiceDefinition service)
    {
        if (service.Compose is { } compose)
        {
            map.Texts("compose_file", [.. compose.Files.Select(f => WrittenPaths.FromRoot(root, f) ?? f)])
                .Text("compose_service", compose.Service)
                .Texts("compose_profiles", compose.Profiles);
        }
        else if (service.Systemd is { } unit)
        {
            map.Text("systemd_unit", unit.Unit).Text("systemd_scope", unit.IsUser ? null : "system");
        }
    }
}
