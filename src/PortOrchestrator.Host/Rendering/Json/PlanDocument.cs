namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What <c>up --dry-run --json</c> prints: the services in start order.</summary>
internal sealed record PlanDocument(string Root, IReadOnlyList<PlanDocument.Step> Services, IReadOnlyList<DiagnosticDocument> Diagnostics)
{
    internal sealed record Step(
        string Service, int Tier, int Layer, string Kind, bool Required, string? Command, IReadOnlyList<string> DependsOn, IReadOnlyList<PortDocument> Ports);
}
