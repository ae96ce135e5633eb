using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Sessions;

/// <summary>What commands use of <see cref="SessionOrchestrator"/>; the members mean what they mean there.</summary>
internal interface IAgentSessions : IAsyncDisposable
{
    Task<SessionStartResult> StartAsync(SessionStartOptions options, CancellationToken cancellationToken);

    Task<IReadOnlyList<SessionInfo>> EndAsync(SessionQuery query, CancellationToken cancellationToken);

    Task<IReadOnlyList<SessionInfo>> ListAsync(SessionQuery query, CancellationToken cancellationToken);

    Task<ProjectIdentity> ResolveProjectAsync(string project, CancellationToken cancellationToken);
}
