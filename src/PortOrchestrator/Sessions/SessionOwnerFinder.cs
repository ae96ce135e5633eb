using System.Globalization;

namespace PortOrchestrator.Sessions;

/// <summary>Finds the process that a session belongs to among the ancestors of this one (Linux).</summary>
internal static class SessionOwnerFinder
{
    private const int Farthest = 32;

    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "sh", "bash", "dash", "ash", "zsh", "fish", "ksh", "busybox", "pwsh" };
    private static readonly HashSet<string> Helpers = new(StringComparer.Ordinal) { "env", "timeout", "nohup", "setsid", "nice", "stdbuf", "time", "portorch" };

    // They take over whoever has lost its parent, and outlive every session.
    private static readonly HashSet<string> Roots = new(StringComparer.Ordinal) { "systemd", "init", "tini", "dumb-init", "docker-init", "catatonit", "launchd" };

    /// <summary>Finds it.</summary>
    /// <param name="isShell">Whether the session is that of a shell; an agent's shells only run its hook.</param>
    /// <param name="read">Reads about a process; the system's when null.</param>
    /// <returns>The process id; null when it cannot be told.</returns>
    public static int? Find(bool isShell, Func<int, Ancestor?>? read = null)
    {
        read ??= Ancestor.Read;
        if (read(Environment.ProcessId) is not { } self) return null;
        var pid = self.Parent;
        for (var steps = 0; steps < Farthest && read(pid) is { } process; steps++)
        {
            var isHelper = Helpers.Contains(process.Name) || (Shells.Contains(process.Name) && (!isShell || IsSubshell(process, read(process.Parent))));
            if (!isHelper) return Roots.Contains(process.Name) ? null : pid;
            pid = process.Parent;
        }

        return null;
    }

    /// <summary>The name of the nearest shell among the ancestors of this process; null when there is none.</summary>
    public static string? NearestShell()
    {
        var process = Ancestor.Read(Environment.ProcessId);
        for (var steps = 0; steps < Farthest && process is not null; steps++)
        {
            process = Ancestor.Read(process.Parent);
            if (process is not null && Shells.Contains(process.Name)) return process.Name;
        }

        return null;
    }

    // What a shell runs in $(…) is a copy of itself; a shell that was started from another has a group of its own, unless both only run a script.
    private static bool IsSubshell(Ancestor process, Ancestor? parent) => parent is not null && parent.Name == process.Name && parent.Group == process.Group;

    /// <summary>What is to be known of an ancestor. Immutable.</summary>
    internal sealed record Ancestor(string Name, int Parent, int Group)
    {
        public static Ancestor? Read(int pid)
        {
            try
            {
                var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
                // The name is between parentheses and may itself hold parentheses.
                var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
                if (open < 0 || close < open || text[(close + 1)..].Split(' ', 5, StringSplitOptions.RemoveEmptyEntries) is not [_, var parent, var group, ..]) return null;
                return new Ancestor(text[(open + 1)..close], int.Parse(parent, CultureInfo.InvariantCulture), int.Parse(group, CultureInfo.InvariantCulture));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
            {
                return null;
            }
        }
    }
}
