namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>A service in <c>ps --json</c>; keys and order are a contract.</summary>
internal sealed record ServiceDocument(
    string Name,
    string Service,
    int Replica,
    int Tier,
    string Kind,
    string Scope,
    string State,
    string Health,
    int? Pid,
    IReadOnlyList<PortDocument> Ports,
    int Restarts,
    int? ExitCode,
    bool Required,
    string? Reason,
    string? StartedAt,
    string? ReadyAt,
    string? LogPath,
    ResourcesDocument? Resources,
    string? Drift)
{
    public static ServiceDocument From(ServiceSnapshot s) => new(
        s.Name,
        s.Service,
        s.Replica,
        s.Tier,
        Words.Of(s.Kind),
        Words.Of(s.Scope),
        Words.Of(s.State),
        Words.Of(s.Health),
        s.Pid,
        PortDocument.From(s.Ports),
        s.Restarts,
        s.ExitCode,
        s.Required,
        s.Reason,
        Words.OfOptional(s.StartedAt),
        Words.OfOptional(s.ReadyAt),
        s.LogPath,
        ResourcesDocument.From(s.Resources),
        s.Drift);
}
