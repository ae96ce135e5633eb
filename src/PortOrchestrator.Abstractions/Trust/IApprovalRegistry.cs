namespace PortOrchestrator.Trust;

/// <summary>What the user has approved, kept in the registry file. Thread-safe; any number of processes may work on one file.</summary>
public interface IApprovalRegistry
{
    /// <summary>Records an approval. One that is there already is left as it is, and nothing is written.</summary>
    /// <param name="approval">What is approved.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether it is new.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<bool> ApproveAsync(ConfigurationApproval approval, CancellationToken cancellationToken = default);

    /// <summary>Lists approvals, the newest first.</summary>
    /// <param name="projectId">Those of one project; all when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<ConfigurationApproval>> ListAsync(string? projectId = null, CancellationToken cancellationToken = default);

    /// <summary>Takes back all approvals of a project.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was taken back.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<ConfigurationApproval>> RevokeAsync(string projectId, CancellationToken cancellationToken = default);

    /// <summary>Records that a folder is trusted.</summary>
    /// <param name="path">The folder: an absolute path, symbolic links resolved.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether it was not before.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<bool> TrustFolderAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Takes back that a folder is trusted.</summary>
    /// <param name="path">The folder, as it was recorded.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether it was trusted.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<bool> DistrustFolderAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Lists the folders that are recorded as trusted, by path.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<TrustedFolder>> ListFoldersAsync(CancellationToken cancellationToken = default);
}
