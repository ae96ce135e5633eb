using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator.Trust;

/// <summary>
/// Whether sessions and folder hooks may start the services of a checkout. What an approval is about is what the orchestrator has read, and what it
/// starts afterwards is that, so that a file that changes in between is never started unseen. Thread-safe.
/// </summary>
public sealed class ConfigurationTrust
{
    private readonly Surroundings _surroundings;
    private readonly TrustedFolders _folders;
    private readonly IReadOnlyList<string> _declared;
    private readonly Func<CancellationToken, Task<(ProjectIdentity Project, ConfigurationResult Configuration)>> _read;

    /// <param name="surroundings">Has the approvals and the settings.</param>
    /// <param name="declared">The files that the user's settings declare to be the project's configuration.</param>
    /// <param name="read">Reads the configuration.</param>
    internal ConfigurationTrust(
        Surroundings surroundings,
        IReadOnlyList<string> declared,
        Func<CancellationToken, Task<(ProjectIdentity Project, ConfigurationResult Configuration)>> read)
    {
        (_surroundings, _declared, _read) = (surroundings, declared, read);
        _folders = new TrustedFolders(surroundings);
    }

    private IApprovalRegistry Approvals => _surroundings.Approvals;

    /// <summary>Tells whether the configuration is approved, why, and what it would have run. Starts and writes nothing.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be read.</exception>
    public async Task<TrustVerdict> EvaluateAsync(CancellationToken cancellationToken = default)
    {
        var (project, configuration) = await _read(cancellationToken).ConfigureAwait(false);
        return await EvaluateAsync(project, configuration, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Approves the configuration as it is now, for all checkouts of the project that have the same files.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The verdict from now on. One that was approved already is left as it is.</returns>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    /// <exception cref="PortOrchestratorException">A file belongs to another user (<see cref="ErrorCode.NotApproved"/>).</exception>
    /// <exception cref="RegistryException">The registry file cannot be written.</exception>
    public async Task<TrustVerdict> ApproveAsync(CancellationToken cancellationToken = default)
    {
        var (project, configuration) = await _read(cancellationToken).ConfigureAwait(false);
        var verdict = await EvaluateAsync(project, configuration, cancellationToken).ConfigureAwait(false);
        switch (verdict.Reason)
        {
            case TrustReason.ForeignOwner:
                throw new PortOrchestratorException(ErrorCode.NotApproved, verdict.Explanation);
            case TrustReason.Invalid:
                throw new ConfigurationException(ErrorCode.InvalidConfiguration, verdict.Explanation, configuration.Diagnostics);
            case TrustReason.NoConfiguration:
                throw new ConfigurationException(ErrorCode.ConfigurationNotFound, verdict.Explanation, configuration.Diagnostics);
            case TrustReason.Approved or TrustReason.OwnFile:
                return verdict;
        }

        await Approvals.ApproveAsync(Approval(project, verdict.Files, ApprovalOrigin.Trust), cancellationToken).ConfigureAwait(false);
        return await EvaluateAsync(project, configuration, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes back all approvals of the project, for all its checkouts. What runs goes on.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was taken back. A folder that is trusted stays trusted, and the project with it: <see cref="EvaluateAsync(CancellationToken)"/> tells.</returns>
    /// <exception cref="RegistryException">The registry file cannot be written.</exception>
    public async Task<IReadOnlyList<ConfigurationApproval>> RevokeAsync(CancellationToken cancellationToken = default)
    {
        var (project, _) = await _read(cancellationToken).ConfigureAwait(false);
        // Nothing is created where there is nothing to take back.
        if ((await Approvals.ListAsync(project.ProjectId, cancellationToken).ConfigureAwait(false)).Count == 0) return [];
        return await Approvals.RevokeAsync(project.ProjectId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the approvals of the project, the newest first.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be read.</exception>
    public async Task<IReadOnlyList<ConfigurationApproval>> ListAsync(CancellationToken cancellationToken = default)
    {
        var (project, _) = await _read(cancellationToken).ConfigureAwait(false);
        return await Approvals.ListAsync(project.ProjectId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records that the user has started services, unless that was recorded before.</summary>
    internal Task<bool> RecordAsync(ProjectIdentity project, ConfigurationResult configuration, CancellationToken cancellationToken) =>
        Approvals.ApproveAsync(Approval(project, DefinitionFiles.Of(project, configuration), ApprovalOrigin.Start), cancellationToken);

    /// <exception cref="PortOrchestratorException">The configuration is not approved.</exception>
    internal async Task RequireAsync(CancellationToken cancellationToken)
    {
        var verdict = await EvaluateAsync(cancellationToken).ConfigureAwait(false);
        if (!verdict.IsApproved) throw new PortOrchestratorException(ErrorCode.NotApproved, verdict.Explanation);
    }

    private async Task<TrustVerdict> EvaluateAsync(ProjectIdentity project, ConfigurationResult configuration, CancellationToken cancellationToken)
    {
        var files = DefinitionFiles.Of(project, configuration);
        var verdict = new TrustVerdict
        {
            Project = project,
            Reason = TrustReason.NeverApproved,
            Explanation = "",
            Files = files,
            Commands = CommandPreview.Of(configuration),
            Diagnostics = configuration.Diagnostics,
        };
        if (configuration.NotFound) return Explained(verdict with { Reason = TrustReason.NoConfiguration });
        var foreign = ForeignFiles(project, configuration);
        if (foreign.Count > 0) return Explained(verdict with { Reason = TrustReason.ForeignOwner, Blamed = foreign });
        if (!configuration.IsValid) return Explained(verdict with { Reason = TrustReason.Invalid });

        var paths = configuration.FileHashes.Keys.Select(PathFacts.Canonical).ToList();
        if (await AreOwnAsync(project, paths, cancellationToken).ConfigureAwait(false)) return Explained(verdict with { Reason = TrustReason.OwnFile });
        if (await _folders.FindAsync([project.Root, .. paths], cancellationToken).ConfigureAwait(false) is { } folder)
            return Explained(verdict with { Reason = TrustReason.TrustedFolder, Folder = folder });
        var approvals = await Approvals.ListAsync(project.ProjectId, cancellationToken).ConfigureAwait(false);
        if (approvals.Count == 0) return Explained(verdict);
        if (approvals.Any(a => DefinitionFiles.Covers(a, files))) return Explained(verdict with { Reason = TrustReason.Approved });
        var differences = approvals.Select(a => DefinitionFiles.Differences(a, files)).MinBy(d => d.Count)!;
        return Explained(verdict with { Reason = TrustReason.Changed, Blamed = differences });
    }

    // What the user declared is his word. What lies in the project's checkouts is the word of whoever can change those, whoever named it.
    private async Task<bool> AreOwnAsync(ProjectIdentity project, List<string> paths, CancellationToken cancellationToken)
    {
        var others = new List<string>(paths);
        foreach (var file in _declared.Select(PathFacts.Canonical))
        {
            var folder = Path.GetDirectoryName(file);
            if (PathFacts.IsBelow(file, project.Root) || !Directory.Exists(folder)) continue;
            var home = await _surroundings.Locator.LocateAsync(folder, cancellationToken).ConfigureAwait(false);
            if (home.Identity.ProjectId != project.ProjectId) others.Remove(file);
        }

        return paths.Count > 0 && (others.Count == 0 || await _folders.AreBesideSettingsAsync(others, cancellationToken).ConfigureAwait(false));
    }

    private static TrustVerdict Explained(TrustVerdict verdict) => verdict with { Explanation = TrustSentences.Of(verdict) };

    private static List<string> ForeignFiles(ProjectIdentity project, ConfigurationResult configuration)
    {
        // What belongs to somebody else was not even read when it was discovered.
        var refused = configuration.Diagnostics.Where(d => d.Code == DiagnosticCodes.ForeignOwner).Select(d => d.Location?.File).OfType<string>();
        var read = configuration.FileHashes.Keys.Where(f => PathFacts.IsTrustedOwner(f) == false);
        return [.. refused.Concat(read).Select(f => PathFacts.IsBelow(f, project.Root) ? Path.GetRelativePath(project.Root, f) : f).Distinct(StringComparer.Ordinal)];
    }

    private static ConfigurationApproval Approval(ProjectIdentity project, IReadOnlyList<ApprovedFile> files, ApprovalOrigin origin) => new()
    {
        ProjectId = project.ProjectId,
        Name = project.Name,
        Root = project.Root,
        Files = files,
        Digest = DefinitionFiles.Digest(files),
        Origin = origin,
    };
}
