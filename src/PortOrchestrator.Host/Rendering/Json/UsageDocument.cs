namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record UsageDocument(string Project, string Checkout, string Root, int Count);
