namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Writes paths so that they mean the same from the project's root folder.</summary>
internal static class WrittenPaths
{
    /// <summary>The path from the root for what lies in it, else the absolute one; null for the root itself.</summary>
    public static string? FromRoot(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path);
        if (relative == ".") return null;
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
