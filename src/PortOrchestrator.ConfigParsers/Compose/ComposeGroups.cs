namespace PortOrchestrator.ConfigParsers.Compose;

/// <summary>
/// Brings together the services that are of the same Compose files: what Compose starts along with each of them, which ports that
/// brings, and in which order they start.
/// </summary>
internal sealed class ComposeGroups(ComposeFileReader reader)
{
    private readonly HashSet<(ComposeFileSet Set, string Service)> _taken = [];

    public IReadOnlyList<ServiceDefinition> Complete(IReadOnlyList<ServiceDefinition> services) =>
        services.Any(s => s.Compose is not null) ? [.. services.Select(s => Complete(s, services))] : services;

    private ServiceDefinition Complete(ServiceDefinition service, IReadOnlyList<ServiceDefinition> all)
    {
        if (service.Compose is not { } compose || reader.Find(compose.Files) is not { } set) return service;
        var group = all.Where(s => s.Compose is { } other && ReferenceEquals(reader.Find(other.Files), set))
            .DistinctBy(s => s.Compose!.Service, StringComparer.Ordinal)
            .ToDictionary(s => s.Compose!.Service, StringComparer.Ordinal);
        var (companions, needed) = Follow(compose.Service, set, group);
        var ports = new ComposePortNames(compose.Service, service.Ports);
        foreach (var port in compose.Ports) ports.Add(port);
        // A companion of several services holds its ports through the first of them.
        foreach (var port in companions.Where(c => _taken.Add((set, c))).SelectMany(c => set.Services.GetValueOrDefault(c)?.Ports ?? [])) ports.Add(port);
        return service with
        {
            Compose = compose with
            {
                Ports = ports.Published,
                Companions = [.. companions.Select(c => new ComposeCompanion(c, Users(c, compose.Service, set, group)))],
            },
            Ports = ports.Ports,
            Dependencies = [.. service.Dependencies, .. Missing(service, needed, group)],
        };
    }

    // Whoever stands for a Compose service brings that service's own companions along.
    private static (List<string> Companions, List<ServiceDependency> Needed) Follow(
        string name, ComposeFileSet set, Dictionary<string, ServiceDefinition> group)
    {
        var companions = new List<string>();
        var needed = new List<ServiceDependency>();
        var open = new Queue<string>([name]);
        while (open.TryDequeue(out var next))
        {
            foreach (var dependency in set.Services.GetValueOrDefault(next)?.DependsOn ?? [])
            {
                if (dependency.Service == name || companions.Contains(dependency.Service)) continue;
                if (group.ContainsKey(dependency.Service))
                {
                    needed.Add(dependency);
                    continue;
                }

                companions.Add(dependency.Service);
                open.Enqueue(dependency.Service);
            }
        }

        return (companions, needed);
    }

    private static IReadOnlyList<string> Users(string companion, string besides, ComposeFileSet set, Dictionary<string, ServiceDefinition> group) =>
        [.. group.Keys.Where(n => n != besides && Follow(n, set, group).Companions.Contains(companion))];

    // The order that the Compose file states, for those that stand for its services, where the project's file states none.
    private static IEnumerable<ServiceDependency> Missing(
        ServiceDefinition service, List<ServiceDependency> needed, Dictionary<string, ServiceDefinition> group) =>
        needed.DistinctBy(n => n.Service, StringComparer.Ordinal)
            .Select(n => (Target: group[n.Service], n.Condition))
            .Where(n => n.Target.Name != service.Name && n.Target.Tier <= service.Tier && service.Dependencies.All(d => d.Service != n.Target.Name))
            .Select(n => new ServiceDependency { Service = n.Target.Name, Condition = n.Condition, Location = service.Location });
}
