namespace PortOrchestrator.Engines;

/// <summary>Finds what stands behind the ports of a service of Docker Compose.</summary>
internal static class PublishedPorts
{
    /// <summary>What Compose publishes for a port; null when the service is no Compose service, or the port is none that Compose publishes.</summary>
    public static ComposePort? PublishedFor(this ServiceDefinition service, PortDefinition port) =>
        service.Compose?.Ports.FirstOrDefault(p => p.Name == port.Name);
}
