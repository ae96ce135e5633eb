
namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>Makes identities of canonical paths.</summary>
internal static class ProjectIdentities
{
    public static ProjectIdentity OutsideGit(string root) => new() { ProjectId = IdOf(root), Name = NameOf(root), Root = root };

    public static ProjectIdentity InGit(string root, string commonDirectory, string? adminName) => new()
    {
        ProjectId = IdOf(commonDirectory),
        Name = adminName is null ? NameOf(root) : NameOf(RepositoryFolder(commonDirectory)),
        Root = root,
        Checkout = CheckoutName(adminName),
        GitCommonDirectory = commonDirectory,
    };

    // A linked worktree may be called "main", too; git never gives an admin name with a tilde.
    private static string CheckoutName(string? adminName) =>
        adminName == ProjectIdentity.MainCheckout ? ProjectIdentity.MainCheckout + "~" : adminName ?? ProjectIdentity.MainCheckout;

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
