using System.Globalization;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>The TCP sockets of the system that wait for peers (Linux).</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    /// <summary>Reads the ports and the sockets' inodes.</summary>
    /// <param name="port">The only port that matters; 0 for all.</param>
    public static IReadOnlyList<(int Port, uint Inode)> Read(int port = 0)
    {
        using var diagnostics = SocketDiagnostics.TryOpen();
        var listeners = new List<(int Port, uint Inode)>();
        if (diagnostics?.TryRead(listeners, port) == true) return listeners;
        listeners.Clear();
        foreach (var table in new[] { "/proc/net/tcp", "/proc/net/tcp6" })
        {
            if (!File.Exists(table)) continue;
            foreach (var line in File.ReadLines(table).Skip(1))
            {
                if (Parse(line) is { } listener && (port == 0 || listener.Port == port)) listeners.Add(listener);
            }
        }

        return listeners;
    }

    // Number, local address, remote address, state, then five more before the inode.
    private static (int Port, uint Inode)? Parse(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 9 && fields[3] == Listening
            && int.TryParse(fields[1].AsSpan(fields[1].LastIndexOf(':') + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var port)
            && uint.TryParse(fields[9], NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
            ? (port, inode)
            : null;
    }
}
