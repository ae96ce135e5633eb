namespace PortOrchestrator.Loading;

/// <summary>The approvals in a registry that is opened when it is first needed, and for reading only until something is written.</summary>
internal sealed class DeferredApprovals(DeferredRegistry registry) : IApprovalRegistry
{
    public async Task<bool> ApproveAsync(ConfigurationApproval approval, CancellationToken cancellationToken = default) =>
        await (await registry.WriterAsync(cancellationToken).ConfigureAwait(false)).Approvals.ApproveAsync(approval, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ConfigurationApproval>> ListAsync(string? projectId = null, CancellationToken cancellationToken = default) =>
        await (await registry.ReaderAsync(cancellationToken).ConfigureAwait(false)).Approvals.ListAsync(projectId, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ConfigurationApproval>> RevokeAsync(string projectId, CancellationToken cancellationToken = default) =>
        await (await registry.WriterAsync(cancellationToken).ConfigureAwait(false)).Approvals.RevokeAsync(projectId, cancellationToken).ConfigureAwait(false);

    public async Task<bool> TrustFolderAsync(string path, CancellationToken cancellationToken = default) =>
        await (await registry.WriterAsync(cancellationToken).ConfigureAwait(false)).Approvals.TrustFolderAsync(path, cancellationToken).ConfigureAwait(false);

    public async Task<bool> DistrustFolderAsync(string path, CancellationToken cancellationToken = default) =>
        await (await registry.WriterAsync(cancellationToken).ConfigureAwait(false)).Approvals.DistrustFolderAsync(path, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<TrustedFolder>> ListFoldersAsync(CancellationToken cancellationToken = default) =>
        await (await registry.ReaderAsync(cancellationToken).ConfigureAwait(false)).Approvals.ListFoldersAsync(cancellationToken).ConfigureAwait(false);
}
