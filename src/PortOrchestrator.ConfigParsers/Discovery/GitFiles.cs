namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>Reads git's own files, so that identity needs no git program and no <c>GIT_DIR</c> can change it.</summary>
internal static class GitFiles
{
    private const string Name = ".git";
    private const string Pointer = "gitdir: ";

    /// <summary>Whether a folder has a <c>.git</c> entry.</summary>
    public static bool HasEntry(string folder) => Path.Exists(Path.Join(folder, Name));

    /// <summary>Reads the <c>.git</c> entry of a folder.</summary>
    public static GitEntry Read(string folder)
    {
        var entry = Path.Join(folder, Name);
        if (Directory.Exists(entry)) return new GitEntry(GitLayout.Of(CanonicalPath.Of(entry)));
        var (text, problem) = GitText.Read(entry);
        if (text is null || !text.StartsWith(Pointer, StringComparison.Ordinal) || text.Length == Pointer.Length || text.Any(char.IsControl))
        {
            return new GitEntry(null, GitWarnings.Invalid(entry, problem ?? "it has no line 'gitdir: PATH'"));
        }

        var directory = CanonicalPath.Of(Path.GetFullPath(text[Pointer.Length..], folder));
        if (!Directory.Exists(directory)) return new GitEntry(GitLayout.OfText(directory), GitWarnings.Stale(entry, directory));
        var checkout = GitLayout.Of(directory);
        return new GitEntry(checkout, OriginalOf(folder, directory) is { } original ? GitWarnings.Copied(entry, original) : null);
    }

    /// <summary>The other folder that a linked worktree's git directory belongs to, when this folder is only a copy of it.</summary>
    private static string? OriginalOf(string folder, string directory)
    {
        if (GitText.Read(Path.Join(directory, "gitdir")).Text is not { Length: > 0 } back || back.Any(char.IsControl)) return null;
        var entry = CanonicalPath.Of(Path.GetFullPath(back, directory));
        if (Path.GetDirectoryName(entry) is not { } other || other == folder) return null;
        if (GitText.Read(entry).Text is not { } text || !text.StartsWith(Pointer, StringComparison.Ordinal)) return null;
        var leadsHere = CanonicalPath.Of(Path.GetFullPath(text[Pointer.Length..], other)) == directory;
        return leadsHere ? other : null;
    }
}
