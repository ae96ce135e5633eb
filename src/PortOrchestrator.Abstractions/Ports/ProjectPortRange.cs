namespace PortOrchestrator.Ports;

/// <summary>A range of ports that a project keeps for itself. Immutable.</summary>
/// <param name="Project">The project's name, or what the settings call it by: its id or root folder.</param>
/// <param name="Range">The range.</param>
public sealed record ProjectPortRange(string Project, PortRange Range);
