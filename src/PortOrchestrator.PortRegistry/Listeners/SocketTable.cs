using System.Net;
using System.Net.NetworkInformation;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>The socket table that .NET reads on every system: addresses and ports, without processes.</summary>
internal sealed class SocketTable : ISocketTable
{
    /// <summary>The best table that this system has.</summary>
    public static ISocketTable ForThisSystem()
    {
        if (OperatingSystem.IsLinux()) return new LinuxSocketTable();
        if (OperatingSystem.IsWindows()) return new WindowsSocketTable();
        return OperatingSystem.IsMacOS() ? new LsofSocketTable() : new SocketTable();
    }

    public IReadOnlyList<SocketListener> Find(int port, PortProtocol protocol) => [.. All(protocol).Where(l => l.Port == port)];

    public IReadOnlyList<SocketListener> Find(IReadOnlySet<int> ports, PortProtocol protocol) => [.. All(protocol).Where(l => ports.Contains(l.Port))];

    public IReadOnlyList<SocketListener> All(PortProtocol protocol) =>
        [.. Listeners(protocol).Select(e => new SocketListener(e.Address.ToString(), e.Port))];

    public IReadOnlySet<int> Ports(PortProtocol protocol) => Listeners(protocol).Select(e => e.Port).ToHashSet();

    private static IPEndPoint[] Listeners(PortProtocol protocol)
    {
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        return protocol == PortProtocol.Udp ? properties.GetActiveUdpListeners() : properties.GetActiveTcpListeners();
    }
}
