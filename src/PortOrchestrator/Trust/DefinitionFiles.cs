using System.Text;
using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator.Trust;

/// <summary>The files of a configuration that an approval is about.</summary>
internal static class DefinitionFiles
{
    /// <summary>Those that were read: first the ones that define services, in the order in which they are merged, then the ones with variables, by path.</summary>
    public static IReadOnlyList<ApprovedFile> Of(ProjectIdentity project, ConfigurationResult configuration)
    {
        var defining = configuration.Definition?.Files ?? [];
        var others = configuration.FileHashes.Keys.Where(f => !defining.Contains(f, StringComparer.Ordinal)).Order(StringComparer.Ordinal);
        return
        [
            .. defining.Where(configuration.FileHashes.ContainsKey).Select(f => File(f, isDefinition: true)),
            .. others.Select(f => File(f, isDefinition: false)),
        ];

        ApprovedFile File(string path, bool isDefinition) => new(NameOf(project, path), configuration.FileHashes[path], isDefinition);
    }

    /// <summary>A hash over files: the same for the same names and contents, whatever checkout they are in.</summary>
    public static string Digest(IReadOnlyList<ApprovedFile> files)
    {
        var text = new StringBuilder();
        // The length first, so that no name can be taken for two.
        foreach (var file in files)
            text.Append(file.IsDefinition ? 'd' : 'v').Append(' ').Append(file.Hash).Append(' ').Append(file.Path.Length).Append(' ').Append(file.Path).Append('\n');
        return ContentHash.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Whether files may be started by an approval: the same definitions, and no variables that were not approved.</summary>
    /// <remarks>Variables that are missing, as <c>.env</c> is in a new worktree, give nobody a way to run anything else.</remarks>
    public static bool Covers(ConfigurationApproval approval, IReadOnlyList<ApprovedFile> files) =>
        files.Where(f => f.IsDefinition).SequenceEqual(approval.Files.Where(f => f.IsDefinition))
        && files.Where(f => !f.IsDefinition).All(approval.Files.Contains);

    /// <summary>The paths that stand against an approval: changed, added, or no longer there.</summary>
    public static IReadOnlyList<string> Differences(ConfigurationApproval approval, IReadOnlyList<ApprovedFile> files)
    {
        var gone = approval.Files.Where(f => f.IsDefinition && files.All(n => n.Path != f.Path));
        var differing = files.Where(f => !approval.Files.Contains(f)).Concat(gone).Select(f => f.Path).Distinct(StringComparer.Ordinal).ToList();
        // The same files in another order are merged to something else.
        return differing.Count > 0 || Covers(approval, files) ? differing : [.. files.Where(f => f.IsDefinition).Select(f => f.Path)];
    }

    private static string NameOf(ProjectIdentity project, string path)
    {
        if (!PathFacts.IsBelow(path, project.Root)) return path;
        return Path.GetRelativePath(project.Root, path).Replace(Path.DirectorySeparatorChar, '/');
    }
}
