using System.Runtime.Versioning;
using PortOrchestrator.PortRegistry.Interop;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>The IP helper's tables of Windows, joined with what the processes are.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSocketTable : ISocketTable
{
    private const int FirstSize = 16 * 1024;

    public IReadOnlyList<SocketListener> Find(int port, PortProtocol protocol) => Describe(Read(protocol).Where(s => s.Port == port));

    public IReadOnlyList<SocketListener> Find(IReadOnlySet<int> ports, PortProtocol protocol) => Describe(Read(protocol).Where(s => ports.Contains(s.Port)));

    public IReadOnlyList<SocketListener> All(PortProtocol protocol) => Describe(Read(protocol));

    public IReadOnlySet<int> Ports(PortProtocol protocol) => Read(protocol).Select(s => s.Port).ToHashSet();

    private static List<WindowsSocket> Read(PortProtocol protocol) => [.. Read(protocol, v6: false), .. Read(protocol, v6: true)];

    private static List<WindowsSocket> Read(PortProtocol protocol, bool v6)
    {
        var family = v6 ? WindowsCalls.InterNetworkV6 : WindowsCalls.InterNetwork;
        // The table may grow between the question for its size and the next one.
        for (var size = (uint)FirstSize; ;)
        {
            var table = new byte[size];
            var error = protocol == PortProtocol.Udp
                ? WindowsCalls.UdpTable(table, ref size, order: false, family, WindowsCalls.UdpWithPid, 0)
                : WindowsCalls.TcpTable(table, ref size, order: false, family, WindowsCalls.TcpListenersWithPid, 0);
            if (error == 0) return WindowsSocketRows.Parse(table, protocol, v6);
            if (error != WindowsCalls.BufferTooSmall || size <= table.Length) return [];
        }
    }

    private static IReadOnlyList<SocketListener> Describe(IEnumerable<WindowsSocket> sockets)
    {
        var processes = new Dictionary<int, WindowsProcess>();
        return [.. sockets.Select(s =>
        {
            if (!processes.TryGetValue(s.Pid, out var process)) processes[s.Pid] = process = WindowsProcess.Read(s.Pid);
            // Process 0 stands for one that has ended.
            return new SocketListener(s.Address.ToString(), s.Port, s.Pid == 0 ? null : s.Pid, process.Command, process.User, process.Started);
        }).Distinct()];
    }
}
