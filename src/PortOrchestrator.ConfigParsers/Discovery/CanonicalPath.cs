namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>Resolves every symbolic link of a path, in folders above it as well, and gives its names the case that they have on disk.</summary>
internal static class CanonicalPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links; a part that does not exist stays as written.</summary>
    public static string Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var links = 0;
        while (links++ < MostLinks && WithoutFirstLink(full) is { } resolved) full = Path.TrimEndingDirectorySeparator(resolved);
        return ActualCase.Of(full);
    }

    private static string? WithoutFirstLink(string full)
    {
        var root = Path.GetPathRoot(full) ?? "";
        for (var end = root.Length; end < full.Length;)
        {
            var next = full.IndexOf(Path.DirectorySeparatorChar, end);
            if (next < 0) next = full.Length;
            var head = full[..next];
            if (TargetOf(head) is { } target)
            {
                var parent = Path.GetDirectoryName(head) ?? root;
                return Path.GetFullPath(Path.Join(Path.GetFullPath(target, parent), full[next..]));
            }

            end = next + 1;
        }

        return null;
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
