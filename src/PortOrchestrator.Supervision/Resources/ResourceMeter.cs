using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Resources;

/// <summary>Measures what services use, in one pass over the processes of the system (Linux).</summary>
internal static class ResourceMeter
{
    /// <summary>Measures those services that something runs of.</summary>
    /// <param name="entries">What the journal knows of them.</param>
    public static IReadOnlyDictionary<string, ServiceResources> Measure(IReadOnlyCollection<JournalEntry> entries)
    {
        var result = new Dictionary<string, ServiceResources>(StringComparer.Ordinal);
        if (!OperatingSystem.IsLinux() || SystemUptime.Read() is not { } now) return result;
        var boot = BootId.Read();
        var runs = entries.Where(e => e.Process?.BootId == boot).ToList();
        if (runs.Count == 0) return result;
        var members = RunMembers.Find(ProcessTable.Read(), runs);
        var sockets = new Lazy<IReadOnlyDictionary<uint, int>>(() => ListeningSockets.Read().GroupBy(l => l.Inode).ToDictionary(g => g.Key, g => g.First().Port));
        foreach (var run in members)
        {
            if (Sum([.. run], now, sockets) is { } sum) result[run.Key] = sum;
        }

        return result;
    }

    private static ServiceResources? Sum(IReadOnlyList<ProcessStat> processes, TimeSpan now, Lazy<IReadOnlyDictionary<uint, int>> sockets)
    {
        var used = TimeSpan.Zero;
        var percent = 0d;
        var (memory, count) = (0L, 0);
        int? descriptors = null;
        var ports = new SortedSet<int>();
        foreach (var process in processes)
        {
            if (ProcessUsage.Read(process) is not { } usage) continue;
            count++;
            used += usage.CpuTime;
            memory += usage.MemoryBytes;
            var age = now - usage.StartedAfterBoot;
            if (age > TimeSpan.Zero) percent += usage.CpuTime / age * 100;
            if (ProcessDescriptors.Read(process.Pid) is not { } open) continue;
            descriptors = (descriptors ?? 0) + open.Count;
            foreach (var socket in open.Sockets)
            {
                if (sockets.Value.TryGetValue(socket, out var port)) ports.Add(port);
            }
        }

        return count == 0 ? null : new ServiceResources
        {
            CpuPercent = Math.Round(percent, 1),
            CpuTime = used,
            MemoryBytes = memory,
            Processes = count,
            Descriptors = descriptors,
            ListeningPorts = [.. ports],
        };
    }
}
