namespace PortOrchestrator.Supervision.Engines;

/// <summary>A port of the host that leads to a container.</summary>
/// <param name="Published">The number on the host.</param>
/// <param name="Target">The number inside.</param>
/// <param name="Protocol">The transport protocol.</param>
internal sealed record EnginePort(int Published, int Target, PortProtocol Protocol)
{
    /// <summary>The only address of the host that it is published on; null when it is all of them.</summary>
    public string? Address { get; init; }
}
