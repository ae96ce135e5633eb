using System.Globalization;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>Reads what <c>lsof -F pcLtdn</c> prints: a line per field, whose first letter says which. A process's fields come before its sockets'.</summary>
internal static class LsofOutput
{
    /// <summary>
    /// Reads the sockets that wait for peers; lines that are not understood are skipped. Of several processes that share a socket it is the one
    /// with the lowest id, which usually started the others.
    /// </summary>
    public static List<SocketListener> Parse(string output) =>
        [.. Sockets(output).OrderBy(s => s.Listener.Pid).DistinctBy(s => (s.Listener.Address, s.Listener.Port, s.Device)).Select(s => s.Listener)];

    private static List<(SocketListener Listener, string? Device)> Sockets(string output)
    {
        var listeners = new List<(SocketListener, string?)>();
        int? pid = null;
        string? command = null, user = null, device = null;
        var v6 = false;
        foreach (var line in output.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty) continue;
            var value = line[1..];
            switch (line[0])
            {
                case 'p':
                    pid = int.TryParse(value, CultureInfo.InvariantCulture, out var id) ? id : null;
                    (command, user) = (null, null);
                    break;
                case 'c':
                    command = HolderName.Of([Unescape(value.ToString())]);
                    break;
                case 'L':
                    user = value.ToString();
                    break;
                case 'f':
                    device = null;
                    break;
                case 'd':
                    device = value.ToString();
                    break;
                case 't':
                    v6 = value.Equals("IPv6", StringComparison.Ordinal);
                    break;
                case 'n' when Listener(value, v6) is var (address, port):
                    listeners.Add((new SocketListener(address, port, pid, command, user), device));
                    break;
            }
        }
        return listeners;
    }

    private static (string Address, int Port)? Listener(ReadOnlySpan<char> name, bool v6)
    {
        // "*:8080", "127.0.0.1:8080", "[::1]:8080"; a connected one goes on with "->".
        var colon = name.LastIndexOf(':');
        if (colon < 0 || name.Contains("->", StringComparison.Ordinal)) return null;
        if (!int.TryParse(name[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return null;
        var address = name[..colon];
        return (address.SequenceEqual("*") ? (v6 ? "::" : "0.0.0.0") : address.Trim("[]").ToString(), port);
    }

    /// <summary>lsof writes a space within a name as <c>\x20</c>.</summary>
    private static string Unescape(string name)
    {
        for (var at = name.IndexOf("\\x", StringComparison.Ordinal); at >= 0; at = name.IndexOf("\\x", at + 1, StringComparison.Ordinal))
        {
            if (at + 4 <= name.Length && byte.TryParse(name.AsSpan(at + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && code is >= 0x20 and < 0x7f)
                name = $"{name[..at]}{(char)code}{name[(at + 4)..]}";
        }
        return name;
    }
}
