using System.Globalization;

namespace PortOrchestrator.Supervision.Limits;

/// <summary>
/// A command that puts limits on itself and then becomes the service's program, so that the program never runs a moment without them and nothing
/// that it starts is outside. Both steps are a shell's own; no other program is needed.
/// </summary>
internal static class LimitedCommand
{
    private const string Script = """
        test "$1" -eq 0 || ulimit -n "$1" || exit 126
        test -z "$2" || echo 0 > "$2" || exit 126
        shift 2
        exec "$@"
        """;

    /// <param name="program">Program and arguments, the program with its path.</param>
    /// <param name="openFiles">How many files it may have open; null for what it inherits.</param>
    /// <param name="cgroup">The folder of the cgroup that it joins; null for none.</param>
    public static IReadOnlyList<string> Wrap(IReadOnlyList<string> program, int? openFiles, string? cgroup)
    {
        if (openFiles is null && cgroup is null) return program;
        var members = cgroup is null ? "" : Path.Combine(cgroup, "cgroup.procs");
        return ["/bin/sh", "-c", Script, "sh", (openFiles ?? 0).ToString(CultureInfo.InvariantCulture), members, .. program];
    }
}
