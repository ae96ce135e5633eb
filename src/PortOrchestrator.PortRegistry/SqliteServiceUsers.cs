using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry;

/// <summary>The users of shared services in the registry's file. Thread-safe.</summary>
internal sealed class SqliteServiceUsers(RegistryDatabase database, RegistryClock clock) : IServiceUsers
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServiceUser>> AddAsync(
        ProjectIdentity user, ProjectIdentity owner, IReadOnlyCollection<string> services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(services);
        return await database.WriteAsync(
            c =>
            {
                var now = clock.Now;
                var ownerId = CheckoutTable.Touch(c, owner, now.Wall);
                var userId = CheckoutTable.Touch(c, user, now.Wall);
                ServiceUserTable.ForgetEarlierBoots(c, ownerId, now.BootId);
                foreach (var service in services) ServiceUserTable.Add(c, ownerId, service, userId, now);
                return ServiceUserTable.Of(c, owner, now.BootId);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(
        ProjectIdentity user, ProjectIdentity owner, IReadOnlyCollection<string> services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(services);
        return database.WriteAsync(
            c =>
            {
                foreach (var service in services) ServiceUserTable.Remove(c, owner, service, user);
                return services.Count;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServiceUser>> ListAsync(ProjectIdentity? owner = null, CancellationToken cancellationToken = default) =>
        await database.ReadAsync(c => ServiceUserTable.Of(c, owner, clock.Now.BootId), cancellationToken).ConfigureAwait(false);
}
