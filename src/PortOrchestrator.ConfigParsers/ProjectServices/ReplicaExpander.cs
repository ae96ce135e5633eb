using System.Globalization;
using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Makes of a service with <c>replicas</c> as many services, named <c>NAME-0</c> and on; what depends on it depends on all of them.</summary>
internal sealed class ReplicaExpander(DiagnosticBag diagnostics, IReadOnlyList<ReplicaScale> scales)
{
    public IReadOnlyList<ServiceDefinition> Expand(IReadOnlyList<ServiceDefinition> services, IReadOnlyList<MapNode> nodes)
    {
        var copies = services.DistinctBy(s => s.Name).Where(s => Math.Max(Count(s), s.Replicas) > 1).ToDictionary(s => s.Name, Names, StringComparer.Ordinal);
        if (copies.Count == 0) return services;
        var places = nodes.Select(n => new Fields(n).Scalar("name")).OfType<ScalarNode>().GroupBy(n => n.Text).ToDictionary(g => g.Key, g => g.First().Place);
        foreach (var service in services.Where(s => copies.ContainsKey(s.Name))) Check(service, services, copies[service.Name], places[service.Name]);
        return [.. services.SelectMany(s => Copies(s with { Dependencies = Dependencies(s, copies) }, copies))];
    }

    private int Count(ServiceDefinition service) =>
        scales.FirstOrDefault(s => s.Service == service.Name && s.Written == service.Replicas)?.Wanted ?? service.Replicas;

    // A service that was written without copies keeps its name when it is given some, so that what runs need not be started again.
    private List<string> Names(ServiceDefinition service) =>
        [.. Enumerable.Range(0, Count(service)).Select(i => i == 0 && service.Replicas == 1 ? service.Name : string.Create(CultureInfo.InvariantCulture, $"{service.Name}-{i}"))];

    private void Check(ServiceDefinition service, IReadOnlyList<ServiceDefinition> services, List<string> names, Place place)
    {
        if (services.FirstOrDefault(s => s.Name != service.Name && names.Contains(s.Name)) is { } other)
            diagnostics.Error(DiagnosticCodes.FileNameClash, place, $"a copy of '{service.Name}' and another service are both named '{other.Name}'", "rename one of them");
        if (names.Count > 1 && service.Ports.FirstOrDefault(p => p is { Mode: PortMode.Exact, Inferred: false, Port: not null }) is { } port)
        {
            diagnostics.Error(
                DiagnosticCodes.Contradiction,
                place,
                $"'{service.Name}' has {names.Count} copies, and only one of them can have port {port.Port}",
                "let its command use $PORT, or write \"mode\": \"prefer\"");
        }
    }

    private static IReadOnlyList<ServiceDependency> Dependencies(ServiceDefinition service, Dictionary<string, List<string>> copies) =>
        service.Dependencies.Any(d => copies.ContainsKey(d.Service))
            ? [.. service.Dependencies.SelectMany(d => (copies.GetValueOrDefault(d.Service) ?? [d.Service]).Select(n => d with { Service = n }))]
            : service.Dependencies;

    private static IEnumerable<ServiceDefinition> Copies(ServiceDefinition service, Dictionary<string, List<string>> copies) =>
        copies.TryGetValue(service.Name, out var names) ? names.Select((n, i) => service with { Name = n, ReplicaOf = service.Name, Replica = i }) : [service];
}
