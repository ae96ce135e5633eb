namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What <c>logs --clear --json</c> prints.</summary>
/// <param name="Cleared">How many bytes of each instance's log were dropped.</param>
internal sealed record LogsClearedDocument(IReadOnlyDictionary<string, long> Cleared);
