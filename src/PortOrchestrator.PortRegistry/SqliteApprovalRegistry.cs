using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry;

/// <summary>What the user has approved, in the file of a <see cref="SqlitePortRegistry"/>, over its connections. Thread-safe.</summary>
internal sealed class SqliteApprovalRegistry(RegistryDatabase database, RegistryClock clock) : IApprovalRegistry
{
    public async Task<bool> ApproveAsync(ConfigurationApproval approval, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(approval);
        // Every start asks, and nearly every one has been approved by an earlier one: a read waits for nobody.
        if (await database.ReadAsync(c => ApprovalTable.Has(c, approval.ProjectId, approval.Digest), cancellationToken).ConfigureAwait(false)) return false;
        return await database.WriteAsync(c => ApprovalTable.Add(c, approval, clock.Now.Wall), cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ConfigurationApproval>> ListAsync(string? projectId = null, CancellationToken cancellationToken = default) =>
        await database.ReadAsync(c => ApprovalTable.All(c, projectId), cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ConfigurationApproval>> RevokeAsync(string projectId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectId);
        return await database.WriteAsync(
            c =>
            {
                var revoked = ApprovalTable.All(c, projectId);
                ApprovalTable.Delete(c, projectId);
                return revoked;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> TrustFolderAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (await database.ReadAsync(c => TrustedFolderTable.Has(c, path), cancellationToken).ConfigureAwait(false)) return false;
        return await database.WriteAsync(c => TrustedFolderTable.Add(c, path, clock.Now.Wall), cancellationToken).ConfigureAwait(false);
    }

    public Task<bool> DistrustFolderAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return database.WriteAsync(c => TrustedFolderTable.Delete(c, path), cancellationToken);
    }

    public async Task<IReadOnlyList<TrustedFolder>> ListFoldersAsync(CancellationToken cancellationToken = default) =>
        await database.ReadAsync(TrustedFolderTable.All, cancellationToken).ConfigureAwait(false);
}
