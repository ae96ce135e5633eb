using System.Globalization;

namespace PortOrchestrator.Supervision.Processes;

internal static class ProcessTable
{
    /// <summary>Every live process that may be looked at, in one pass over /proc.</summary>
    public static Dictionary<int, ProcessStat> Read()
    {
        var table = new Dictionary<int, ProcessStat>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            var name = folder.AsSpan("/proc/".Length);
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) continue;
            if (ProcessStat.Read(pid) is { IsAlive: true } stat) table[pid] = stat;
        }

        return table;
    }
}
