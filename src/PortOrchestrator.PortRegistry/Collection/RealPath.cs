namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Paths without symbolic links.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>Follows the links in a path as far as it exists; the rest stays as it is written.</summary>
    /// <param name="path">A full path.</param>
    public static string Of(string path)
    {
        var links = 0;
        var rest = new Stack<string>(Parts(path).Reverse());
        var real = Path.GetPathRoot(path)!;
        while (rest.TryPop(out var part))
        {
            var next = part == ".." ? Path.GetDirectoryName(real) ?? real : Path.Combine(real, part);
            if (links < MostLinks && Target(next) is { } target)
            {
                links++;
                if (Path.IsPathRooted(target)) real = Path.GetPathRoot(target)!;
                foreach (var each in Parts(target).Reverse()) rest.Push(each);
            }
            else
            {
                real = next;
            }
        }
        return real;
    }

    private static IEnumerable<string> Parts(string path) =>
        path[Path.GetPathRoot(path)!.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(p => p != ".");

    private static string? Target(string path)
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
