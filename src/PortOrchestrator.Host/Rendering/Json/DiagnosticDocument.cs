namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>A finding; line and column are null where they are not known.</summary>
internal sealed record DiagnosticDocument(string Severity, string Code, string Message, string? File, int? Line, int? Column, string? Hint)
{
    public static IReadOnlyList<DiagnosticDocument> From(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(d => new DiagnosticDocument(
            Words.Of(d.Severity), d.Code, d.Message, d.Location?.File, Known(d.Location?.Line), Known(d.Location?.Column), d.Hint))];

    private static int? Known(int? number) => number is 0 ? null : number;
}
