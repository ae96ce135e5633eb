namespace PortOrchestrator.Loading;

/// <summary>The users of shared services in a registry that is opened when it is first needed.</summary>
/// <param name="registry">The registry.</param>
/// <param name="decides">Whether something is decided by what is read, so that it must not come from a copy which may be older.</param>
internal sealed class DeferredServiceUsers(DeferredRegistry registry, bool decides = false) : IServiceUsers
{
    public async Task<IReadOnlyList<ServiceUser>> AddAsync(
        ProjectIdentity user, ProjectIdentity owner, IReadOnlyCollection<string> services, CancellationToken cancellationToken = default) =>
        await (await registry.WriterAsync(cancellationToken).ConfigureAwait(false)).Users.AddAsync(user, owner, services, cancellationToken).ConfigureAwait(false);

    public async Task RemoveAsync(
        ProjectIdentity user, ProjectIdentity owner, IReadOnlyCollection<string> services, CancellationToken cancellationToken = default) =>
        await (await registry.WriterAsync(cancellationToken).ConfigureAwait(false)).Users.RemoveAsync(user, owner, services, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ServiceUser>> ListAsync(ProjectIdentity? owner = null, CancellationToken cancellationToken = default)
    {
        var opened = decides ? await registry.WriterAsync(cancellationToken).ConfigureAwait(false) : await registry.ReaderAsync(cancellationToken).ConfigureAwait(false);
        return await opened.Users.ListAsync(owner, cancellationToken).ConfigureAwait(false);
    }
}
