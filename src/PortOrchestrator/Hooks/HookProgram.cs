using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator.Hooks;

/// <summary>By what name hooks call <c>portorch</c>.</summary>
internal static class HookProgram
{
    private static readonly string[] ByName = ["portorch"];

    /// <summary>The program for hooks of one user, and arguments that come first.</summary>
    /// <remarks>
    /// The place on the PATH where the program is linked to, if there is one: it outlives an upgrade, and hosts that are not started from a shell
    /// have another PATH.
    /// </remarks>
    public static IReadOnlyList<string> Find(string? option, Func<string, string?> environment)
    {
        var located = ProgramLocator.Locate(option, environment);
        var file = Path.GetFullPath(located[^1]);
        var real = PathFacts.Canonical(file);
        var folders = (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified);
        var linked = folders.Select(f => Path.Combine(f, Path.GetFileName(file))).FirstOrDefault(f => File.Exists(f) && PathFacts.Canonical(f) == real);
        return located.Count == 1 ? [linked ?? file] : [.. located.SkipLast(1), file];
    }

    /// <summary>The program for hooks that others have, too: the one on their PATH.</summary>
    public static IReadOnlyList<string> OfEverybody() => ByName;
}
