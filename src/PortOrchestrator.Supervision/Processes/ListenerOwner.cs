using System.Globalization;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Tells whether a process tree itself listens on a TCP port, where the system lets us see that (Linux).</summary>
internal static class ListenerOwner
{
    private const string Listening = "0A";

    // They listen for containers and pods whose command does belong to the tree.
    private static readonly HashSet<string> Proxies = new(StringComparer.Ordinal) { "docker-proxy", "rootlessport", "slirp4netns", "pasta", "conmon" };

    /// <summary>Looks for a listener outside the tree.</summary>
    /// <param name="port">The port.</param>
    /// <param name="root">The tree's first process, looked at before the rest.</param>
    /// <param name="tree">Finds the whole tree; only asked when the first process is not the one.</param>
    /// <returns>The process that listens instead; null when the tree listens itself, nobody is seen to, or the owner is not ours to see.</returns>
    public static int? FindStranger(int port, ProcessIdentity root, Func<IReadOnlyList<ProcessIdentity>> tree)
    {
        var sockets = ListeningSockets(port);
        if (sockets.Count == 0 || Holds(root.Pid, sockets)) return null;
        var members = tree();
        if (members.Any(m => m.Pid != root.Pid && Holds(m.Pid, sockets))) return null;
        var own = members.Select(m => m.Pid).Append(root.Pid).ToHashSet();
        return Others(own).Where(pid => Holds(pid, sockets)).Select(pid => (int?)pid).FirstOrDefault(pid => !Proxies.Contains(Name(pid!.Value)));
    }

    private static HashSet<string> ListeningSockets(int port)
    {
        using var diagnostics = SocketDiagnostics.TryOpen();
        var listeners = new List<(int Port, uint Inode)>();
        return diagnostics?.TryRead(listeners) == true
            ? [.. listeners.Where(l => l.Port == port).Select(l => Link(l.Inode.ToString(CultureInfo.InvariantCulture)))]
            : ListeningSocketsInTables(port);
    }

    private static HashSet<string> ListeningSocketsInTables(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        var sockets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in new[] { "/proc/net/tcp", "/proc/net/tcp6" })
        {
            if (!File.Exists(table)) continue;
            foreach (var line in File.ReadLines(table))
            {
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length > 9 && fields[3] == Listening && fields[1].EndsWith(suffix, StringComparison.Ordinal)) sockets.Add(Link(fields[9]));
            }
        }

        return sockets;
    }

    private static string Link(string inode) => $"socket:[{inode}]";

    private static bool Holds(int pid, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{pid}/fd").Any(d => File.ResolveLinkTarget(d, returnFinalTarget: false) is { } target && sockets.Contains(target.Name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

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
