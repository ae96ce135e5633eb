using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator.Trust;

/// <summary>What sessions and folder hooks may start on this machine: all approvals, and folders that are trusted with everything in them. Thread-safe.</summary>
public sealed class MachineTrust
{
    private readonly Surroundings _surroundings;

    internal MachineTrust(Surroundings surroundings) => _surroundings = surroundings;

    /// <summary>Lists the approvals of all projects, the newest first.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be read.</exception>
    public Task<IReadOnlyList<ConfigurationApproval>> ListAsync(CancellationToken cancellationToken = default) =>
        _surroundings.Approvals.ListAsync(null, cancellationToken);

    /// <summary>Lists the trusted folders: those of commands, then <c>trusted_roots</c> of the settings file.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be read.</exception>
    public Task<IReadOnlyList<TrustedFolder>> ListFoldersAsync(CancellationToken cancellationToken = default) =>
        new TrustedFolders(_surroundings).ListAsync(cancellationToken);

    /// <summary>Trusts a folder: every project whose checkout and files lie below it may be started, now and in future.</summary>
    /// <param name="folder">An existing folder; a relative path counts from the working directory, symbolic links are resolved.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The folder as it is recorded.</returns>
    /// <exception cref="PortOrchestratorException">There is no such folder (<see cref="ErrorCode.InvalidArgument"/>), or it belongs to another user (<see cref="ErrorCode.NotApproved"/>).</exception>
    /// <exception cref="RegistryException">The registry file cannot be written.</exception>
    public async Task<TrustedFolder> TrustFolderAsync(string folder, CancellationToken cancellationToken = default)
    {
        var path = Check(folder);
        await _surroundings.Approvals.TrustFolderAsync(path, cancellationToken).ConfigureAwait(false);
        var all = await _surroundings.Approvals.ListFoldersAsync(cancellationToken).ConfigureAwait(false);
        return all.First(f => f.Path == path);
    }

    /// <summary>Tells what <see cref="TrustFolderAsync"/> would record; writes nothing.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Its absolute path, symbolic links resolved.</returns>
    /// <exception cref="PortOrchestratorException">As for <see cref="TrustFolderAsync"/>.</exception>
    public string Check(string folder)
    {
        var path = Resolve(folder);
        if (!Directory.Exists(path)) throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"The folder '{path}' does not exist; name an existing folder.");
        if (PathFacts.IsTrustedOwner(path) == false)
            throw new PortOrchestratorException(ErrorCode.NotApproved, $"The folder '{path}' belongs to another user, who could put anything into it. Trust a folder of your own.");
        return path;
    }

    /// <summary>Takes back that a folder is trusted. It need not exist any more.</summary>
    /// <param name="folder">The folder; a relative path counts from the working directory.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The folder, or null when it was not trusted by a command.</returns>
    /// <exception cref="PortOrchestratorException">The folder is one of <c>trusted_roots</c> of the settings file, which only the user changes (<see cref="ErrorCode.InvalidArgument"/>).</exception>
    /// <exception cref="RegistryException">The registry file cannot be written.</exception>
    public async Task<TrustedFolder?> DistrustFolderAsync(string folder, CancellationToken cancellationToken = default)
    {
        var trusted = await FindAsync(folder, cancellationToken).ConfigureAwait(false);
        if (trusted is not null) await _surroundings.Approvals.DistrustFolderAsync(trusted.Path, cancellationToken).ConfigureAwait(false);
        return trusted;
    }

    /// <summary>Tells what <see cref="DistrustFolderAsync"/> would take back; writes nothing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">As for <see cref="DistrustFolderAsync"/>.</exception>
    /// <exception cref="RegistryException">The registry file cannot be read.</exception>
    public async Task<TrustedFolder?> FindAsync(string folder, CancellationToken cancellationToken = default)
    {
        // A folder that was replaced by a link since is still called what it was.
        string[] names = [Resolve(folder), Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, _surroundings.WorkingDirectory))];
        var all = await ListFoldersAsync(cancellationToken).ConfigureAwait(false);
        if (all.FirstOrDefault(f => f.TrustedAt is not null && names.Contains(f.Path, StringComparer.Ordinal)) is { } recorded) return recorded;
        if (!all.Any(f => names.Contains(f.Path, StringComparer.Ordinal))) return null;
        var settings = await _surroundings.Settings.ReadAsync(cancellationToken).ConfigureAwait(false);
        throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"The folder '{names[0]}' is trusted by 'trusted_roots' of '{settings.File}'. Take it out there.");
    }

    private string Resolve(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return PathFacts.Canonical(Path.GetFullPath(folder, _surroundings.WorkingDirectory));
    }
}
