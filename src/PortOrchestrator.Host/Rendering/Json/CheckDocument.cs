namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What <c>check --json</c> prints when the configuration is usable.</summary>
internal sealed record CheckDocument(
    string? Name,
    string Root,
    string Format,
    IReadOnlyList<string> Files,
    IReadOnlyList<CheckDocument.Service> Services,
    IReadOnlyList<DiagnosticDocument> Diagnostics)
{
    public static CheckDocument From(ProjectDefinition definition, IReadOnlyList<Diagnostic> diagnostics) => new(
        definition.Name,
        definition.Root,
        definition.Format,
        definition.Files,
        [.. definition.Services.Select(s => new Service(
            s.Name,
            s.Tier,
            Words.Of(s.Kind),
            s.Required,
            s.StartCommand?.ToString(),
            (s.StopCommand ?? s.Launcher?.StopCommand)?.ToString(),
            s.StopCommand is null && s.Launcher is not null,
            [.. s.Ports.Select(p => new Port(p.Name, p.Port, Words.Of(p.Mode), Words.Of(p.Protocol), p.Inferred))],
            (s.Readiness ?? s.Liveness)?.Check.ToString()))],
        DiagnosticDocument.From(diagnostics));

    internal sealed record Service(
        string Name, int Tier, string Kind, bool Required, string? Start, string? Stop, bool StopInferred, IReadOnlyList<Port> Ports, string? Check);

    internal sealed record Port(string Name, int? Number, string Mode, string Protocol, bool Inferred);
}
