using PortOrchestrator.ConfigParsers.Detection;

namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What <c>init --json</c> prints.</summary>
internal sealed record InitDocument(
    string File,
    bool Written,
    IReadOnlyList<InitDocument.FoundService> Services,
    IReadOnlyList<InitDocument.Alternative> AlsoSeen,
    IReadOnlyList<InitDocument.Mistake> Unreadable,
    bool Incomplete,
    string Text)
{
    public static InitDocument From(InitializeResult result) => new(
        result.File,
        result.IsWritten,
        [.. result.Detection.Services.Select(s => new FoundService(
            s.Name,
            Words.Of(s.Kind),
            s.Tier,
            s.IsEnabled,
            s.Command,
            s.WorkingDirectory,
            [.. s.Ports.Select(p => new FoundPort(p.Name, p.Port, Words.Of(p.Protocol), p.Injection))],
            s.HealthCheck,
            Words.Of(s.Confidence),
            EvidencePlace.From(s.Evidence),
            s.Reason))],
        [.. result.Detection.AlsoSeen.Select(a => new Alternative(a.Subject, a.WorkingDirectory, Words.Of(a.Confidence), EvidencePlace.From(a.Evidence), a.Reason))],
        [.. result.Detection.Unreadable.Select(f => new Mistake(f.File, f.Line == 0 ? null : f.Line, f.Reason))],
        result.Detection.IsIncomplete,
        result.Text);

    internal sealed record FoundService(
        string Name, string Kind, int Tier, bool Enabled, string? Command, string Folder, IReadOnlyList<FoundPort> Ports, string? Check, string Confidence, EvidencePlace Evidence, string? Reason);

    internal sealed record FoundPort(string Name, int? Number, string Protocol, string? Injection);

    internal sealed record Alternative(string Subject, string Folder, string Confidence, EvidencePlace Evidence, string Reason);

    internal sealed record Mistake(string File, int? Line, string Reason);

    internal sealed record EvidencePlace(string File, int? Line, string? Key)
    {
        public static EvidencePlace From(DetectionEvidence e) => new(e.File, e.Line == 0 ? null : e.Line, e.Key);
    }
}
