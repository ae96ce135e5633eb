namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record EnvironmentDocument(
    string Service, IReadOnlyList<string> Command, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment)
{
    public static EnvironmentDocument From(ServiceEnvironment e) => new(
        e.Service,
        e.Command,
        e.WorkingDirectory,
        new SortedDictionary<string, string>(e.Environment.ToDictionary(), StringComparer.Ordinal));
}
