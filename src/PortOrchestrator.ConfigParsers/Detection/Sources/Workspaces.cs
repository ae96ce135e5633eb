using PortOrchestrator.ConfigParsers.Detection.Tables;
using PortOrchestrator.ConfigParsers.Watching;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>Which packages a workspace has.</summary>
internal static class Workspaces
{
    /// <summary>Why a package is not one that the project runs; null when nothing says so.</summary>
    public static string? WhyNot(TreeFolder folder)
    {
        if (folder.Path.Length == 0) return null;
        foreach (var above in folder.Above)
        {
            if (Patterns(above) is not { Count: > 0 } patterns) continue;
            var path = above.Path.Length == 0 ? folder.Path : folder.Path[(above.Path.Length + 1)..];
            return IsMember(patterns, path) ? null : "it is no member of the workspace above it";
        }

        return folder.Path.Split('/').Any(p => Folders.Samples.Contains(p)) ? "it lies in a folder of examples or tests" : null;
    }

    private static IReadOnlyList<string> Patterns(TreeFolder folder)
    {
        if (folder.File("pnpm-workspace.yaml") is { } pnpm) return pnpm.All("packages");
        return folder.File("package.json") is { } package ? [.. package.All("workspaces"), .. package.All("workspaces/packages")] : [];
    }

    private static bool IsMember(IReadOnlyList<string> patterns, string path)
    {
        var isMember = false;
        foreach (var pattern in patterns)
        {
            var isNegated = pattern.StartsWith('!');
            // A name alone would mean that name anywhere; here it is a path.
            if (PathPattern.TryParse("./" + (isNegated ? pattern[1..] : pattern).TrimStart('.', '/'), out var parsed, out _) && parsed.IsMatch(path)) isMember = !isNegated;
        }

        return isMember;
    }
}
