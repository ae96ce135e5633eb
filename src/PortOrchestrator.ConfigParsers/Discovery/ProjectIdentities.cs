namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>Makes identities of canonical paths.</summary>
internal static class ProjectIdentities
{
    public static ProjectIdentity OutsideGit(string root) => new() { ProjectId = IdOf(root), Name = NameOf(root), Root = root };

    public static ProjectIdentity InGit(string root, GitCheckout git)
    {
        var isMain = git is { AdminName: null, ModuleAdminName: null };
        return new ProjectIdentity
        {
            ProjectId = IdOf(git.Module is null ? git.CommonDirectory : Path.Join(git.CommonDirectory, git.Module)),
            Name = git.Module is { } module ? NameOf(module) : NameOf(isMain ? root : RepositoryFolder(git.CommonDirectory)),
            Root = root,
            Checkout = CheckoutName.Of(git.AdminName, git.ModuleAdminName),
            GitCommonDirectory = git.CommonDirectory,
            StandsForMain = git is { AdminName: { } name, ModuleAdminName: null } && BareRepository.IsMainOf(git.CommonDirectory, name),
        };
    }

    /// <summary>The folder that people know a repository by: that of <c>.git</c> or <c>.bare</c>, else <c>name.git</c> itself.</summary>
    private static string RepositoryFolder(string commonDirectory)
    {
        var name = Path.GetFileName(commonDirectory);
        if (name.StartsWith('.')) return Path.GetDirectoryName(commonDirectory) ?? commonDirectory;
        return name.EndsWith(".git", StringComparison.Ordinal) ? commonDirectory[..^4] : commonDirectory;
    }

    private static string NameOf(string root) => Path.GetFileName(root) is { Length: > 0 } name ? name : root;

    private static string IdOf(string path) => StableHash.Digits(path);
}
