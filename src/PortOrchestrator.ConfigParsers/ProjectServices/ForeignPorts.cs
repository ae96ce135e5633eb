namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>
/// Takes back inferred ports that are another service's: <c>DB_PORT=5432</c> of an API names the database's port, not its own.
/// </summary>
internal static class ForeignPorts
{
    public static IReadOnlyList<ServiceDefinition> Remove(IReadOnlyList<ServiceDefinition> services)
    {
        var owners = new Dictionary<(int, PortProtocol), string>();
        foreach (var (service, port) in All(services).OrderBy(p => Weakness(p.Port)))
        {
            if (port.Port is { } number) owners.TryAdd((number, port.Protocol), service);
        }

        return [.. services.Select(s => s with { Ports = [.. s.Ports.Where(p => Weakness(p) < 2 || IsOwner(s, p))] })];

        bool IsOwner(ServiceDefinition service, PortDefinition port) =>
            port.Port is not { } number || owners[(number, port.Protocol)] == service.Name;
    }

    private static IEnumerable<(string Service, PortDefinition Port)> All(IReadOnlyList<ServiceDefinition> services) =>
        services.SelectMany(s => s.Ports.Select(p => (s.Name, p)));

    // Declared, then found in the service's own check, then merely mentioned.
    private static int Weakness(PortDefinition port) => !port.Inferred ? 0 : port.Name == PortDefinition.DefaultName ? 1 : 2;
}
