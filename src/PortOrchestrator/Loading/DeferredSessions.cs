using PortOrchestrator.Sessions;

namespace PortOrchestrator.Loading;

/// <summary>The sessions in a registry that is opened when it is first needed.</summary>
internal sealed class DeferredSessions(DeferredRegistry registry) : ISessionStore
{
    public async Task<SessionRegistration> StartAsync(SessionRequest request, CancellationToken cancellationToken = default) =>
        await (await OpenAsync(cancellationToken).ConfigureAwait(false)).StartAsync(request, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<SessionInfo>> EndAsync(SessionQuery query, CancellationToken cancellationToken = default) =>
        await (await OpenAsync(cancellationToken).ConfigureAwait(false)).EndAsync(query, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<SessionInfo>> ListAsync(SessionQuery? query = null, CancellationToken cancellationToken = default) =>
        await (await OpenAsync(cancellationToken).ConfigureAwait(false)).ListAsync(query, cancellationToken).ConfigureAwait(false);

    public async Task<SessionUsage> ReviewAsync(ProjectIdentity project, CancellationToken cancellationToken = default) =>
        await (await OpenAsync(cancellationToken).ConfigureAwait(false)).ReviewAsync(project, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ProjectIdentity>> FindLeftAsync(CancellationToken cancellationToken = default) =>
        await (await OpenAsync(cancellationToken).ConfigureAwait(false)).FindLeftAsync(cancellationToken).ConfigureAwait(false);

    public async Task SettleAsync(ProjectIdentity project, CancellationToken cancellationToken = default) =>
        await (await OpenAsync(cancellationToken).ConfigureAwait(false)).SettleAsync(project, cancellationToken).ConfigureAwait(false);

    private Task<ISessionStore> OpenAsync(CancellationToken cancellationToken) => registry.OpenSessionsAsync(readOnly: false, cancellationToken);
}
