using System.Buffers.Text;
using System.Globalization;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>Which processes have which sockets open, from <c>/proc</c>. Processes of other users stay unknown without the right to look.</summary>
internal static class ProcessSockets
{
    private static readonly byte[] Prefix = "socket:["u8.ToArray();

    /// <summary>
    /// Finds one process for each socket, and looks no further when all are found. Of several that share one it is that which the others
    /// descend from; a systemd that keeps a socket for the service behind it only when that service does not run.
    /// </summary>
    /// <param name="inodes">The sockets' inodes.</param>
    public static IReadOnlyDictionary<long, int> FindOwners(IReadOnlySet<long> inodes)
    {
        var owners = new Dictionary<long, int>();
        var keepers = new Dictionary<long, int>();
        foreach (var pid in Pids())
        {
            bool? isSystemd = null;
            foreach (var inode in SocketsOf(pid, inodes))
            {
                isSystemd ??= ProcessStat.Read(pid)?.Name == "systemd";
                (isSystemd.Value ? keepers : owners).TryAdd(inode, pid);
            }
            if (owners.Count == inodes.Count) break;
        }
        foreach (var held in owners.GroupBy(o => o.Value, o => o.Key).ToList()) GiveToEldest(held.Key, [.. held], owners);
        foreach (var (inode, pid) in keepers) owners.TryAdd(inode, pid);
        return owners;
    }

    // Ids wrap around, so the lowest one is not always the first one's.
    private static void GiveToEldest(int pid, HashSet<long> inodes, Dictionary<long, int> owners)
    {
        while (inodes.Count > 0 && ProcessStat.Read(pid) is { Parent: > 1 and var parent } && ProcessStat.Read(parent) is { Name: not "systemd" })
        {
            inodes = [.. SocketsOf(parent, inodes)];
            foreach (var inode in inodes) owners[inode] = parent;
            pid = parent;
        }
    }

    private static List<int> Pids()
    {
        var pids = new List<int>();
        using (var processes = new NumberedFolder("/proc"))
        {
            while (processes.MoveNext()) pids.Add(processes.Current);
        }
        pids.Sort();
        return pids;
    }

    private static List<long> SocketsOf(int pid, IReadOnlySet<long> wanted)
    {
        var inodes = new List<long>();
        Span<byte> buffer = stackalloc byte[64];
        using var descriptors = new NumberedFolder(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/fd"));
        while (descriptors.MoveNext())
        {
            var target = descriptors.ReadLink(buffer);
            if (target.StartsWith(Prefix) && Utf8Parser.TryParse(target[Prefix.Length..], out long inode, out _) && wanted.Contains(inode)) inodes.Add(inode);
        }
        return inodes;
    }
}
