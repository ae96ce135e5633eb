using PortOrchestrator.PortRegistry;

namespace PortOrchestrator.Loading;

/// <summary>The users of shared services in a registry that is opened when it is first needed.</summary>
internal sealed class DeferredServiceUsers(DeferredRegistry registry) : IServiceUsers
{
    public async Task<IReadOnlyList<ServiceUser>> AddAsync(
        ProjectIdentity user, ProjectIdentity owner, IReadOnlyCollection<string> services, CancellationToken cancellationToken = default) =>
        await Of(await registry.WriterAsync(cancellationToken).ConfigureAwait(false)).AddAsync(user, owner, services, cancellationToken).ConfigureAwait(false);

    public async Task RemoveAsync(
        ProjectIdentity user, ProjectIdentity owner, IReadOnlyCollection<string> services, CancellationToken cancellationToken = default) =>
        await Of(await registry.WriterAsync(cancellationToken).ConfigureAwait(false)).RemoveAsync(user, owner, services, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ServiceUser>> ListAsync(ProjectIdentity? owner = null, CancellationToken cancellationToken = default) =>
        await Of(await registry.ReaderAsync(cancellationToken).ConfigureAwait(false)).ListAsync(owner, cancellationToken).ConfigureAwait(false);

    private static IServiceUsers Of(IPortRegistry opened) => ((SqlitePortRegistry)opened).Users;
}
