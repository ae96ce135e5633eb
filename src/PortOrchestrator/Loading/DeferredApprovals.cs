namespace PortOrchestrator.Loading;

/// <summary>Opens the registry when it is first asked, and for reading only until something is written.</summary>
internal sealed class DeferredApprovals(Func<CancellationToken, Task<IApprovalRegistry>> reader, Func<CancellationToken, Task<IApprovalRegistry>> writer)
    : IApprovalRegistry
{
    public async Task<bool> ApproveAsync(ConfigurationApproval approval, CancellationToken cancellationToken = default) =>
        await (await writer(cancellationToken).ConfigureAwait(false)).ApproveAsync(approval, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ConfigurationApproval>> ListAsync(string? projectId = null, CancellationToken cancellationToken = default) =>
        await (await reader(cancellationToken).ConfigureAwait(false)).ListAsync(projectId, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ConfigurationApproval>> RevokeAsync(string projectId, CancellationToken cancellationToken = default) =>
        await (await writer(cancellationToken).ConfigureAwait(false)).RevokeAsync(projectId, cancellationToken).ConfigureAwait(false);

    public async Task<bool> TrustFolderAsync(string path, CancellationToken cancellationToken = default) =>
        await (await writer(cancellationToken).ConfigureAwait(false)).TrustFolderAsync(path, cancellationToken).ConfigureAwait(false);

    public async Task<bool> DistrustFolderAsync(string path, CancellationToken cancellationToken = default) =>
        await (await writer(cancellationToken).ConfigureAwait(false)).DistrustFolderAsync(path, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<TrustedFolder>> ListFoldersAsync(CancellationToken cancellationToken = default) =>
        await (await reader(cancellationToken).ConfigureAwait(false)).ListFoldersAsync(cancellationToken).ConfigureAwait(false);
}
