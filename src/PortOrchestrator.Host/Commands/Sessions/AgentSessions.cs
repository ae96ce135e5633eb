using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Sessions;

internal sealed class AgentSessions(SessionOrchestrator orchestrator) : IAgentSessions
{
    public Task<SessionStartResult> StartAsync(SessionStartOptions options, CancellationToken cancellationToken) => orchestrator.StartAsync(options, cancellationToken);

    public Task<IReadOnlyList<SessionInfo>> EndAsync(SessionQuery query, CancellationToken cancellationToken) => orchestrator.EndAsync(query, cancellationToken);

    public Task<IReadOnlyList<SessionInfo>> ListAsync(SessionQuery query, CancellationToken cancellationToken) => orchestrator.ListAsync(query, cancellationToken);

    public Task<ProjectIdentity> ResolveProjectAsync(string project, CancellationToken cancellationToken) => orchestrator.ResolveProjectAsync(project, cancellationToken);

    public ValueTask DisposeAsync() => orchestrator.DisposeAsync();
}
