using PortOrchestrator.Supervision.Engines;

namespace PortOrchestrator.Engines;

/// <summary>A service that an engine runs already, although this checkout did not start it. Immutable.</summary>
/// <param name="Holder">Who it is, for people.</param>
/// <param name="Ports">The ports of the host that lead to it.</param>
/// <param name="OtherFolder">The folder that it belongs to, when that is not ours: then it is not this service at all.</param>
internal sealed record RunningService(string Holder, IReadOnlyList<EnginePort> Ports, string? OtherFolder)
{
    /// <summary>The number that a port of the service has; null when it has none.</summary>
    public int? NumberOf(ServiceDefinition service, PortDefinition port) => service.PublishedFor(port) is { } published
        ? Ports.FirstOrDefault(p => p.Target == published.Target && p.Protocol == published.Protocol)?.Published ?? published.Published
        : port.Port;
}
