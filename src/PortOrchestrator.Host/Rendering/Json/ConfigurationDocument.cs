namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>How what runs stands to its files, in <c>ps --json</c>.</summary>
internal sealed record ConfigurationDocument(bool Watched, string? Problem, string? FailedAt, IReadOnlyList<DiagnosticDocument> Diagnostics)
{
    public static ConfigurationDocument? From(ConfigurationStatus? status) => status is null
        ? null
        : new ConfigurationDocument(status.IsWatched, status.Problem, Words.OfOptional(status.FailedAt), DiagnosticDocument.From(status.Diagnostics));
}
