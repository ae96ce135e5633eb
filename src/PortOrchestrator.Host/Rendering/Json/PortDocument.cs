namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record PortDocument(string Name, int Port, string Protocol)
{
    public static IReadOnlyList<PortDocument> From(IEnumerable<ServicePort> ports) =>
        [.. ports.Select(p => new PortDocument(p.Name, p.Port, Words.Of(p.Protocol)))];
}
