using System.Text.Json.Serialization;

namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What <c>--json</c> prints when a command did not work.</summary>
internal sealed record ErrorDocument(ErrorDocument.Body Error)
{
    public static ErrorDocument From(ErrorReport report) => new(new Body(report.Code.ToString(), report.Message)
    {
        Diagnostics = report.Diagnostics is null ? null : DiagnosticDocument.From(report.Diagnostics),
        Conflicts = report.Conflicts is null ? null : [.. report.Conflicts.Select(ConflictDocument.From)],
        Failures = report.Failures is null ? null : [.. report.Failures.Select(FailureDocument.From)],
        Decision = report.Decision is { } decision ? DecisionDocument.From(decision) : null,
    });

    internal sealed record Body(string Code, string Message)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<DiagnosticDocument>? Diagnostics { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<ConflictDocument>? Conflicts { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<FailureDocument>? Failures { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DecisionDocument? Decision { get; init; }
    }
}
