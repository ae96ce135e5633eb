namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>The kernel's socket tables under <c>/proc/net</c>, joined with the processes that have the sockets open.</summary>
internal sealed class LinuxSocketTable : ISocketTable
{
    public IReadOnlyList<SocketListener> Find(int port, PortProtocol protocol)
    {
        var sockets = Read(protocol).Where(s => s.Port == port).ToList();
        if (sockets.Count == 0) return [];
        var owners = ProcessSockets.FindOwners(sockets.Select(s => s.Inode).ToHashSet());
        return [.. sockets.Select(s => Describe(s, owners)).Distinct()];
    }

    public IReadOnlySet<int> Ports(PortProtocol protocol) => Read(protocol).Select(s => s.Port).ToHashSet();

    private static SocketListener Describe(LinuxSocket socket, IReadOnlyDictionary<long, int> owners)
    {
        var user = UnixUsers.NameOf(socket.UserId);
        return owners.TryGetValue(socket.Inode, out var pid)
            ? new SocketListener(socket.Address.ToString(), socket.Port, pid, ProcessSockets.CommandOf(pid), user)
            : new SocketListener(socket.Address.ToString(), socket.Port, User: user);
    }

    private static IEnumerable<LinuxSocket> Read(PortProtocol protocol)
    {
        var name = protocol == PortProtocol.Udp ? "udp" : "tcp";
        return ReadFile($"/proc/net/{name}", protocol).Concat(ReadFile($"/proc/net/{name}6", protocol));
    }

    private static IEnumerable<LinuxSocket> ReadFile(string path, PortProtocol protocol)
    {
        // Without IPv6 there is no second file.
        if (!File.Exists(path)) yield break;
        foreach (var line in File.ReadLines(path))
        {
            if (LinuxSocket.TryParse(line, protocol, out var socket)) yield return socket;
        }
    }
}
