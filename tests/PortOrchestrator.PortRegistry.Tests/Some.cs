namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Makes requests that are right in all that a test does not care about.</summary>
internal static class Some
{
    public static ProjectIdentity Project(string id = "shop", string checkout = "main") => new()
    {
        ProjectId = id,
        Name = id,
        Checkout = checkout,
        Root = checkout == "main" ? $"/src/{id}" : $"/src/{id}-{checkout}",
    };

    public static PortRequest Request(string service = "web", ProjectIdentity? project = null) =>
        new() { Project = project ?? Project(), Service = service };

    public static PortRequest Exact(int port, string service = "web", ProjectIdentity? project = null) =>
        Request(service, project) with { Mode = PortMode.Exact, Port = port };

    public static PortRequest Prefer(int port, string service = "web", ProjectIdentity? project = null) =>
        Request(service, project) with { Mode = PortMode.Prefer, Port = port };
}
