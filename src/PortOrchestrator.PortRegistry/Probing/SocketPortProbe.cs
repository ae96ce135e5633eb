using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Probing;

/// <summary>Probes with real sockets.</summary>
internal sealed class SocketPortProbe : IPortProbe
{
    public PortVerdict Probe(int port, PortProtocol protocol)
    {
        if (!Socket.OSSupportsIPv6) return Bind(IPAddress.Any, port, protocol, dualMode: false);
        if (OperatingSystem.IsMacOS()) return ProbeEachAddress(port, protocol);
        return Bind(IPAddress.IPv6Any, port, protocol, dualMode: true);
    }

    /// <summary>On macOS a wildcard bind can succeed beside a listener on one address.</summary>
    private static PortVerdict ProbeEachAddress(int port, PortProtocol protocol)
    {
        foreach (var address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Any, IPAddress.IPv6Any])
        {
            if (Bind(address, port, protocol, dualMode: false) is not PortVerdict.Free and var verdict) return verdict;
        }
        return PortVerdict.Free;
    }

    private static PortVerdict Bind(IPAddress address, int port, PortProtocol protocol, bool dualMode)
    {
        try
        {
            using var socket = protocol == PortProtocol.Udp
                ? new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
                : new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.AddressFamily == AddressFamily.InterNetworkV6) socket.DualMode = dualMode;
            // Without it two Windows processes may hold one port. On Unix it would switch nothing that matters, and ReuseAddress is never set:
            // there it also means SO_REUSEPORT, and a port held by such a server would look free.
            if (OperatingSystem.IsWindows()) socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(address, port));
            if (protocol == PortProtocol.Tcp) socket.Listen(1);
            return PortVerdict.Free;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.AccessDenied => PortVerdict.Denied,
                // IPv6 is compiled in but switched off, so nobody else can be on it either.
                SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported when address.AddressFamily == AddressFamily.InterNetworkV6 =>
                    dualMode ? Bind(IPAddress.Any, port, protocol, dualMode: false) : PortVerdict.Free,
                SocketError.AddressAlreadyInUse => PortVerdict.InUse,
                _ => throw Unprovable(port, e),
            };
        }
    }

    private static PortOrchestratorException Unprovable(int port, SocketException cause) => new(
        ErrorCode.Unexpected,
        $"Cannot find out whether port {port} is free: {cause.Message.TrimEnd('.')}. Check the limit of open files and whether this process may open sockets.",
        cause);
}
