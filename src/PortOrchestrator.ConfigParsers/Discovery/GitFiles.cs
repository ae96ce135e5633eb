namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>Reads git's own files, so that identity needs no git program and no <c>GIT_DIR</c> can change it.</summary>
internal static class GitFiles
{
    public const string EntryName = ".git";

    private const string Pointer = "gitdir:";
    private const int LongestFile = 64 * 1024;

    /// <summary>Whether a folder has a <c>.git</c> entry.</summary>
    public static bool HasEntry(string folder) => Path.Exists(Path.Join(folder, EntryName));

    /// <summary>Reads the <c>.git</c> entry of a folder.</summary>
    public static GitCheckout Read(string folder)
    {
        var entry = Path.Join(folder, EntryName);
        if (Directory.Exists(entry)) return OfGitDirectory(CanonicalPath.Of(entry));
        var target = FirstLine(entry) is { } line && line.StartsWith(Pointer, StringComparison.Ordinal) ? line[Pointer.Length..].Trim() : "";
        if (target.Length == 0) return new GitCheckout(null, MissingTarget: "nothing");
        var directory = CanonicalPath.Of(Path.GetFullPath(target, folder));
        return Directory.Exists(directory) ? OfGitDirectory(directory) : new GitCheckout(null, MissingTarget: directory);
    }

    private static GitCheckout OfGitDirectory(string directory)
    {
        if (FirstLine(Path.Join(directory, "commondir")) is not { Length: > 0 } common) return new GitCheckout(directory);
        var shared = CanonicalPath.Of(Path.GetFullPath(common, directory));
        return Directory.Exists(shared) ? new GitCheckout(shared, Path.GetFileName(directory)) : new GitCheckout(null, MissingTarget: shared);
    }

    private static string? FirstLine(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > LongestFile) return null;
            using var reader = file.OpenText();
            return reader.ReadLine()?.Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
