namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What <c>down --dry-run --json</c> prints: the services that would be stopped, in that order.</summary>
internal sealed record DownPlanDocument(string Project, string Checkout, string Root, IReadOnlyList<string> WouldStop);
