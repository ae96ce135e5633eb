using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator.Trust;

/// <summary>The folders that the user trusts: those of the settings file and those that were trusted by command.</summary>
internal sealed class TrustedFolders(Surroundings surroundings)
{
    public async Task<IReadOnlyList<TrustedFolder>> ListAsync(CancellationToken cancellationToken)
    {
        var machine = (await surroundings.Settings.ReadAsync(cancellationToken).ConfigureAwait(false)).Settings;
        var recorded = await surroundings.Approvals.ListFoldersAsync(cancellationToken).ConfigureAwait(false);
        return [.. recorded, .. (machine?.TrustedRoots ?? []).Distinct(StringComparer.Ordinal).Select(r => new TrustedFolder { Path = r })];
    }

    /// <summary>The folder below which all paths lie, symbolic links resolved; null when there is none.</summary>
    public async Task<string?> FindAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var folders = await ListAsync(cancellationToken).ConfigureAwait(false);
        return folders.FirstOrDefault(f => paths.All(p => PathFacts.IsBelow(p, f.Path)))?.Path;
    }

    /// <summary>Whether all paths are files beside the settings, where only the user's own are; what lies in folders there is not.</summary>
    public async Task<bool> AreBesideSettingsAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var settings = await surroundings.Settings.ReadAsync(cancellationToken).ConfigureAwait(false);
        var folder = Path.GetDirectoryName(PathFacts.Canonical(settings.File));
        return folder is not null && paths.All(p => Path.GetDirectoryName(p) == folder);
    }
}
