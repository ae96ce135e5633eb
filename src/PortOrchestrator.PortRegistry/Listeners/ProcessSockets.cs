using System.Globalization;
using System.Text;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>Which processes have which sockets open, from <c>/proc</c>. Processes of other users stay unknown without the right to look.</summary>
internal static class ProcessSockets
{
    private const int LongestCommand = 200;

    /// <summary>Finds one process for each socket: of several that share it, the one with the lowest id, which forked the others.</summary>
    /// <param name="inodes">The sockets' inodes.</param>
    public static IReadOnlyDictionary<long, int> FindOwners(IReadOnlySet<long> inodes)
    {
        var owners = new Dictionary<long, int>();
        foreach (var pid in Pids().Order())
        {
            foreach (var inode in SocketsOf(pid))
            {
                if (inodes.Contains(inode)) owners.TryAdd(inode, pid);
            }
            if (owners.Count == inodes.Count) break;
        }
        return owners;
    }

    /// <summary>Reads a process's command line on one line, or its name when the line is not readable.</summary>
    public static string? CommandOf(int pid)
    {
        try
        {
            var arguments = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            return arguments.Length > 0 ? Describe(arguments) : File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Puts a command line on one line of bounded length, and calls Docker's port forwarder what it is.</summary>
    public static string Describe(string[] arguments) => DockerProxy(arguments) ?? OneLine(string.Join(' ', arguments));

    private static string? DockerProxy(string[] arguments)
    {
        if (Path.GetFileName(arguments[0]) != "docker-proxy") return null;
        return $"Docker (docker-proxy for container {After("-container-ip")}:{After("-container-port")})";

        string After(string option) =>
            Array.IndexOf(arguments, option) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : "?";
    }

    private static string OneLine(string command)
    {
        var text = new StringBuilder(command.Length);
        foreach (var c in command) text.Append(char.IsControl(c) ? ' ' : c);
        return text.Length <= LongestCommand ? text.ToString() : text.ToString(0, LongestCommand - 1) + "…";
    }

    private static IEnumerable<int> Pids()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), CultureInfo.InvariantCulture, out var pid)) yield return pid;
        }
    }

    private static List<long> SocketsOf(int pid)
    {
        var inodes = new List<long>();
        try
        {
            foreach (var descriptor in Directory.EnumerateFiles($"/proc/{pid}/fd"))
            {
                if (new FileInfo(descriptor).LinkTarget is { } target && target.StartsWith("socket:[", StringComparison.Ordinal)
                    && long.TryParse(target.AsSpan(8, target.Length - 9), CultureInfo.InvariantCulture, out var inode)) inodes.Add(inode);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process ended meanwhile, or belongs to somebody else.
        }
        return inodes;
    }
}
