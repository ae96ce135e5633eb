namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record SupervisorDocument(int Pid, string Endpoint, string StartedAt)
{
    public static SupervisorDocument? From(SupervisorInfo? info) =>
        info is null ? null : new SupervisorDocument(info.Pid, info.Endpoint, Words.Of(info.StartedAt));
}
