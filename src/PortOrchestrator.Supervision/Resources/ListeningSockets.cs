using System.Globalization;

namespace PortOrchestrator.Supervision.Resources;

/// <summary>The TCP sockets of the system that wait for peers.</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    /// <summary>Reads the ports by the sockets' inodes.</summary>
    public static IReadOnlyDictionary<long, int> Read()
    {
        var ports = new Dictionary<long, int>();
        foreach (var table in new[] { "/proc/net/tcp", "/proc/net/tcp6" })
        {
            if (!File.Exists(table)) continue;
            foreach (var line in File.ReadLines(table).Skip(1))
            {
                // Number, local address, remote address, state, then six more before the inode.
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length > 9 && fields[3] == Listening
                    && int.TryParse(fields[1].AsSpan(fields[1].LastIndexOf(':') + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var port)
                    && long.TryParse(fields[9], NumberStyles.None, CultureInfo.InvariantCulture, out var inode))
                    ports[inode] = port;
            }
        }

        return ports;
    }
}
