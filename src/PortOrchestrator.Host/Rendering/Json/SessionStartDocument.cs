using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record SessionStartDocument(
    string Agent,
    string Mode,
    SessionDocument? Session,
    bool Started,
    bool Approved,
    string Facts,
    IReadOnlyDictionary<string, string> Variables,
    IReadOnlyList<string> Problems,
    ProjectDocument? Services)
{
    public static SessionStartDocument From(SessionAgent agent, SessionStartResult r) => new(
        Words.Of(agent), Words.Of(r.Mode), r.Session is { } session ? SessionDocument.From(session) : null, r.Started, r.NotApproved is null, r.Facts,
        r.Variables.ToDictionary(v => v.Key, v => v.Value), r.Problems, r.Snapshot is { } snapshot ? ProjectDocument.From(snapshot) : null);
}
