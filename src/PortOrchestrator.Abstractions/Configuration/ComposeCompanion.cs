namespace PortOrchestrator.Configuration;

/// <summary>A Compose service that Compose starts along with another one, because that one depends on it. Immutable.</summary>
/// <param name="Service">The name in the Compose file.</param>
/// <param name="UsedBy">The other Compose services of the project that it is started along with; it stops with the last of them.</param>
public sealed record ComposeCompanion(string Service, IReadOnlyList<string> UsedBy);
