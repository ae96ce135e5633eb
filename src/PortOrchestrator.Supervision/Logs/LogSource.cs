namespace PortOrchestrator.Supervision.Logs;

/// <summary>A log to read. Immutable.</summary>
/// <param name="Name">The name that its lines carry: the instance's.</param>
/// <param name="Path">The live file; neither it nor its folder need exist yet.</param>
/// <param name="IsError">Whether it is a standard error that is kept apart.</param>
public sealed record LogSource(string Name, string Path, bool IsError = false);
