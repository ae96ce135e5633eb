namespace PortOrchestrator.Supervision.Logs;

/// <summary>A log to read. Immutable.</summary>
/// <param name="Name">The name that its lines carry: the instance's.</param>
/// <param name="Path">The live file; neither it nor its folder need exist yet.</param>
public sealed record LogSource(string Name, string Path);
