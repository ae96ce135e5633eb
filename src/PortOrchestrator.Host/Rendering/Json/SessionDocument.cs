using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record SessionDocument(
    string Agent,
    string SessionId,
    string Project,
    string ProjectId,
    string Checkout,
    string Root,
    int? Pid,
    bool Live,
    string StartedAt,
    string SeenAt,
    string? ExpiresAt,
    string? EndedAt,
    double GraceSeconds,
    string StopPolicy)
{
    public static SessionDocument From(SessionInfo s) => new(
        Words.Of(s.Agent), s.SessionId, s.Project.Name, s.Project.ProjectId, s.Project.Checkout, s.Project.Root, s.Owner?.Pid, s.IsLive,
        Words.Of(s.StartedAt), Words.Of(s.SeenAt), Words.OfOptional(s.ExpiresAt), Words.OfOptional(s.EndedAt), s.Grace.TotalSeconds, Words.Of(s.StopPolicy));
}
