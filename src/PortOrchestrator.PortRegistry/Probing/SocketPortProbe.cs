using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Probing;

/// <summary>Probes with .NET's sockets, which every system has.</summary>
/// <param name="hasIPv6">Whether the system has IPv6; null asks it.</param>
/// <param name="eachAddress">Whether loopback needs a look of its own; null: on macOS, where a wildcard bind can succeed beside a listener on one address.</param>
internal sealed class SocketPortProbe(bool? hasIPv6 = null, bool? eachAddress = null) : IPortProbe
{
    private readonly bool _hasIPv6 = hasIPv6 ?? Socket.OSSupportsIPv6;
    private readonly bool _eachAddress = eachAddress ?? OperatingSystem.IsMacOS();

    /// <summary>What a socket's refusal says about the port; null when it says nothing.</summary>
    public static PortVerdict? VerdictOf(SocketError error) => error switch
    {
        SocketError.AccessDenied => PortVerdict.Denied,
        SocketError.AddressAlreadyInUse => PortVerdict.InUse,
        _ => null,
    };

    public PortVerdict Probe(int port, PortProtocol protocol)
    {
        if (_eachAddress) return ProbeEachAddress(port, protocol);
        return _hasIPv6 ? Bind(IPAddress.IPv6Any, port, protocol, dualMode: true) : Bind(IPAddress.Any, port, protocol, dualMode: false);
    }

    public Socket? Hold(int port, IPAddress address, int backlog, out PortVerdict verdict) =>
        (verdict = Probe(port, PortProtocol.Tcp)) == PortVerdict.Free ? HeldSocket.Open(port, address, backlog, out verdict) : null;

    private PortVerdict ProbeEachAddress(int port, PortProtocol protocol)
    {
        foreach (var address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Any, IPAddress.IPv6Any])
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6 && !_hasIPv6) continue;
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
            if (VerdictOf(e.SocketErrorCode) is { } verdict) return verdict;
            // IPv6 is compiled in but switched off, so nobody else can be on it either.
            if (address.AddressFamily == AddressFamily.InterNetworkV6
                && e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
                return dualMode ? Bind(IPAddress.Any, port, protocol, dualMode: false) : PortVerdict.Free;
            throw ProbeFailure.Of(port, e.Message, e);
        }
    }
}
