namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>
/// Knows where git keeps what: <c>COMMON/worktrees/NAME</c> serves a linked worktree, <c>…/modules/PATH</c> a submodule of the checkout that the
/// part before it serves, and a submodule may have worktrees of its own.
/// </summary>
internal static class GitLayout
{
    private const string Worktrees = "worktrees";
    private const string Modules = "modules";

    /// <summary>Which checkout an existing git directory serves.</summary>
    public static GitCheckout Of(string directory)
    {
        var (own, ownName) = CommonOf(directory);
        if (Superproject(own) is not { } super) return new GitCheckout(own, ownName);
        var (common, name) = CommonOf(super);
        return new GitCheckout(common, name, own[(super.Length + 1)..], ownName);
    }

    /// <summary>Which checkout a git directory served that is no longer there.</summary>
    public static GitCheckout OfText(string directory)
    {
        var separator = Path.DirectorySeparatorChar;
        var end = (directory + separator).LastIndexOf($"{separator}.git{separator}", StringComparison.Ordinal);
        if (end < 0) return Path.GetFileName(Path.GetDirectoryName(directory)) == Worktrees ? Linked(directory) : new GitCheckout(directory);
        var common = directory[..(end + 5)];
        var rest = directory[common.Length..].Split(separator, StringSplitOptions.RemoveEmptyEntries);
        var name = rest is [Worktrees, var linked, ..] ? linked : null;
        if (name is not null) rest = rest[2..];
        if (rest.Length == 0) return new GitCheckout(common, name);
        if (rest[0] != Modules || rest.Length < 2) return new GitCheckout(directory);
        var own = rest.Length > 3 && rest[^2] == Worktrees ? rest[^1] : null;
        return new GitCheckout(common, name, string.Join(separator, own is null ? rest : rest[..^2]), own);
    }

    private static GitCheckout Linked(string directory)
    {
        var common = Path.GetDirectoryName(Path.GetDirectoryName(directory));
        return new GitCheckout(common ?? directory, Path.GetFileName(directory));
    }

    private static (string Common, string? AdminName) CommonOf(string directory)
    {
        var text = GitText.Read(Path.Join(directory, "commondir")).Text;
        if (string.IsNullOrEmpty(text) || text.Any(char.IsControl)) return (directory, null);
        return (CanonicalPath.Of(Path.GetFullPath(text, directory)), Path.GetFileName(directory));
    }

    /// <summary>The git directory of the superproject's checkout, when a directory is a submodule's; the outermost one of nested submodules.</summary>
    private static string? Superproject(string directory)
    {
        var separator = Path.DirectorySeparatorChar;
        var marker = $"{separator}{Modules}{separator}";
        // A repository that merely lies in a folder of that name has a .git of its own.
        if (Path.GetFileName(directory) == ".git") return null;
        for (var at = directory.IndexOf(marker, StringComparison.Ordinal); at >= 0; at = directory.IndexOf(marker, at + 1, StringComparison.Ordinal))
        {
            if (File.Exists(Path.Join(directory[..at], "HEAD"))) return directory[..at];
        }

        return null;
    }
}
