namespace PortOrchestrator.Supervision.Watching;

/// <summary>A burst of changes that is over. Immutable.</summary>
/// <param name="Path">The file that changed first; null when more changed than the system could tell.</param>
/// <param name="LastAt">The timestamp of the last change.</param>
internal sealed record FileChange(string? Path, long LastAt);
