namespace PortOrchestrator.Supervision.Engines;

/// <summary>A port of the host that leads to a container.</summary>
/// <param name="Published">The number on the host.</param>
/// <param name="Target">The number inside.</param>
/// <param name="Protocol">The transport protocol.</param>
internal sealed record EnginePort(int Published, int Target, PortProtocol Protocol);
