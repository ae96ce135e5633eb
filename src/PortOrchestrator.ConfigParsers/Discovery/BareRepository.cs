namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>A bare repository has no main working tree; people expect the worktree of its own branch to take that place.</summary>
internal static class BareRepository
{
    private const string Branch = "ref: refs/heads/";

    /// <summary>Whether a linked worktree stands for the main working tree that its repository has not.</summary>
    public static bool IsMainOf(string commonDirectory, string adminName)
    {
        if (GitText.Read(Path.Join(commonDirectory, "HEAD")).Text is not { } head || !head.StartsWith(Branch, StringComparison.Ordinal)) return false;
        // A worktree is named after its folder, which for a branch such as release/2.0 is the last part.
        return head[(head.LastIndexOf('/') + 1)..].Trim() == adminName && IsBare(commonDirectory);
    }

    private static bool IsBare(string commonDirectory) =>
        BareIn(Path.Join(commonDirectory, "config.worktree")) ?? BareIn(Path.Join(commonDirectory, "config")) ?? false;

    private static bool? BareIn(string file)
    {
        bool? bare = null;
        var isCore = false;
        foreach (var line in (GitText.Read(file).Text ?? "").Split('\n', StringSplitOptions.TrimEntries))
        {
            var setting = line;
            if (line.StartsWith('['))
            {
                var end = line.IndexOf(']');
                isCore = end > 0 && line[1..end].Trim().Equals("core", StringComparison.OrdinalIgnoreCase);
                setting = line[(end + 1)..];
            }

            if (isCore && ValueOf(setting, "bare") is { } value) bare = value is "true" or "yes" or "on" or "1";
        }

        return bare;
    }

    // A key alone is true, as git reads it.
    private static string? ValueOf(string setting, string key)
    {
        var parts = setting.Split('#', ';')[0].Split('=', 2, StringSplitOptions.TrimEntries);
        if (!parts[0].Equals(key, StringComparison.OrdinalIgnoreCase)) return null;
        return parts.Length == 1 ? "true" : parts[1].ToLowerInvariant();
    }
}
