namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>The kernel's socket tables, joined with the processes that have the sockets open.</summary>
/// <param name="useNetlink">Whether to ask over netlink before reading <c>/proc/net</c>.</param>
internal sealed class LinuxSocketTable(bool useNetlink = true) : ISocketTable
{
    public IReadOnlyList<SocketListener> Find(int port, PortProtocol protocol) => Describe(Read(new HashSet<int> { port }, protocol));

    public IReadOnlyList<SocketListener> Find(IReadOnlySet<int> ports, PortProtocol protocol) => Describe(Read(ports, protocol));

    public IReadOnlyList<SocketListener> All(PortProtocol protocol) => Describe(Read(null, protocol));

    public IReadOnlySet<int> Ports(PortProtocol protocol) => Read(null, protocol).Select(s => s.Port).ToHashSet();

    private List<LinuxSocket> Read(IReadOnlySet<int>? ports, PortProtocol protocol)
    {
        var sockets = new List<LinuxSocket>();
        var filter = new SocketFilter(ports, protocol);
        if (ports is { Count: 0 } || (useNetlink && NetlinkTable.TryRead(filter, sockets))) return sockets;
        ProcNetTable.Read(filter, sockets);
        return sockets;
    }

    private static IReadOnlyList<SocketListener> Describe(List<LinuxSocket> sockets)
    {
        if (sockets.Count == 0) return [];
        var owners = ProcessSockets.FindOwners(sockets.Select(s => s.Inode).ToHashSet());
        var commands = owners.Values.Distinct().ToDictionary(pid => pid, ProcessCommand.Read);
        var starts = commands.Keys.ToDictionary(pid => pid, pid => ProcessStat.Read(pid)?.Started);
        var users = sockets.Select(s => s.UserId).Distinct().ToDictionary(id => id, id => UnixUsers.NameOf(id));
        // Several sockets of one process on one address (SO_REUSEPORT) are one holder.
        return [.. sockets.Select(s => owners.TryGetValue(s.Inode, out var pid)
            ? new SocketListener(s.Address.ToString(), s.Port, pid, commands[pid], users[s.UserId], starts[pid])
            : new SocketListener(s.Address.ToString(), s.Port, User: users[s.UserId])).Distinct()];
    }
}
