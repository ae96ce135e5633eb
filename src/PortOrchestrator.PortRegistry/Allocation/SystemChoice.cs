using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Lets the system choose a port.</summary>
internal static class SystemChoice
{
    public static int Of(PortProtocol protocol)
    {
        var family = Socket.OSSupportsIPv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        using var socket = protocol == PortProtocol.Udp
            ? new Socket(family, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (family == AddressFamily.InterNetworkV6) socket.DualMode = true;
        socket.Bind(new IPEndPoint(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
