using System.Globalization;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>
/// Looks whether a process and its descendants have come to rest. It asks the kernel for the children of each, which is a read or two for an
/// ordinary service, where a pass over all processes would cost as much as starting one.
/// </summary>
internal static class BusyTree
{
    private const int MostProcesses = 64;

    public static bool IsBusy(ProcessStat root)
    {
        var open = new Queue<ProcessStat>([root]);
        for (var seen = 0; seen < MostProcesses && open.TryDequeue(out var process); seen++)
        {
            if (process.IsBusy) return true;
            foreach (var child in Children(process.Pid))
            {
                if (ProcessStat.Read(child) is { IsAlive: true } stat && stat.Session == root.Session) open.Enqueue(stat);
            }
        }

        return false;
    }

    // Each thread has the children that it started; a kernel without CONFIG_PROC_CHILDREN tells of none.
    private static List<int> Children(int pid)
    {
        var children = new List<int>();
        var buffer = new byte[4096];
        try
        {
            foreach (var thread in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/task")))
            {
                if (ProcFile.Read(thread + "/children", buffer) is not ({ } length and > 0)) continue;
                foreach (var word in System.Text.Encoding.ASCII.GetString(buffer, 0, length).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var child)) children.Add(child);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at, or is not ours to look at.
        }

        return children;
    }
}
