namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Which processes belong together.</summary>
internal static class ProcessFamily
{
    private const int MostGenerations = 64;

    /// <summary>
    /// Whether a process is one of those, comes from one of them, or passed its socket on to one of them. One whose parent ended is still
    /// in the session that it was started in.
    /// </summary>
    public static bool IsOf(int pid, IReadOnlySet<int> processes) =>
        processes.Contains(pid) || Line(pid).Any(processes.Contains) || (ProcessStat.Read(pid) is { } stat && processes.Contains(stat.Session))
        || processes.Any(p => Line(p).Contains(pid));

    // Process 1 is everybody's ancestor.
    private static IEnumerable<int> Line(int pid)
    {
        for (var i = 0; i < MostGenerations && ProcessStat.Read(pid) is { Parent: > 1 and var parent }; i++) yield return pid = parent;
    }
}
