namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>Gives a path the case that its names have on disk, where the system finds them in any case.</summary>
internal static class ActualCase
{
    private static readonly EnumerationOptions AnyCase = new()
    {
        MatchCasing = MatchCasing.CaseInsensitive,
        MatchType = MatchType.Simple,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = true,
    };

    /// <summary>The path as the file system writes it; unchanged where case matters.</summary>
    public static string Of(string path) => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? Of(path, Named) : path;

    /// <summary>The path as the file system writes it; a part that is not found stays as written.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="named">Lists the entries of a folder that have a name in any case.</param>
    internal static string Of(string path, Func<string, string, IEnumerable<string>> named)
    {
        var root = Path.GetPathRoot(path) ?? "";
        var result = root.ToUpperInvariant();
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string? found = null;
            foreach (var name in named(result, part))
            {
                if (!name.Equals(part, StringComparison.OrdinalIgnoreCase)) continue;
                // On a volume where case matters both may exist; the one that was written is the one that was meant.
                if (found is null || name == part) found = name;
            }

            result = Path.Join(result, found ?? part);
        }

        return result;
    }

    private static IEnumerable<string> Named(string folder, string name)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder, name, AnyCase).Select(e => Path.GetFileName(e))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
