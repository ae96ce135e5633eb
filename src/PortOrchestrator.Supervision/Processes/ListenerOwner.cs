using System.Globalization;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Tells whether a process tree itself listens on a TCP port, where the system lets us see that (Linux).</summary>
internal static class ListenerOwner
{
    // They listen for containers and pods whose command does belong to the tree.
    private static readonly HashSet<string> Proxies = new(StringComparer.Ordinal) { "docker-proxy", "rootlessport", "slirp4netns", "pasta", "conmon" };

    /// <summary>Looks for a listener outside the tree.</summary>
    /// <param name="port">The port.</param>
    /// <param name="root">The tree's first process, looked at before the rest.</param>
    /// <param name="tree">Finds the whole tree; only asked when the first process is not the one.</param>
    /// <returns>The process that listens instead; null when the tree listens itself, nobody is seen to, or the owner is not ours to see.</returns>
    public static int? FindStranger(int port, ProcessIdentity root, Func<IReadOnlyList<ProcessIdentity>> tree)
    {
        var sockets = ListeningSockets.Read(port).Select(l => l.Inode).ToHashSet();
        if (sockets.Count == 0 || Holds(root.Pid, sockets)) return null;
        var members = tree();
        if (members.Any(m => m.Pid != root.Pid && Holds(m.Pid, sockets))) return null;
        var own = members.Select(m => m.Pid).Append(root.Pid).ToHashSet();
        return Others(own).Where(pid => Holds(pid, sockets)).Select(pid => (int?)pid).FirstOrDefault(pid => !Proxies.Contains(Name(pid!.Value)));
    }

    private static bool Holds(int pid, HashSet<uint> sockets) => ProcessDescriptors.Read(pid) is { } open && open.Sockets.Any(sockets.Contains);

    private static IEnumerable<int> Others(HashSet<int> own) => Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid != 0 && !own.Contains(pid));

    private static string Name(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
