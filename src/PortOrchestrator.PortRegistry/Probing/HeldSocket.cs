using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Probing;

/// <summary>Opens listening sockets that are handed to a server.</summary>
internal static class HeldSocket
{
    /// <summary>Listens on a port that was just proved free. Whoever came in between is seen, and is <see cref="PortVerdict.InUse"/>.</summary>
    public static Socket? Open(int port, IPAddress address, int backlog, out PortVerdict verdict)
    {
        var everywhere = address.Equals(IPAddress.IPv6Any);
        // Where IPv6 is off, all addresses are all of IPv4.
        if (everywhere && !Socket.OSSupportsIPv6) (address, everywhere) = (IPAddress.Any, false);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (everywhere) socket.DualMode = true;
            if (OperatingSystem.IsWindows()) socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(backlog);
            verdict = PortVerdict.Free;
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            verdict = SocketPortProbe.VerdictOf(e.SocketErrorCode)
                ?? throw new PortOrchestratorException(
                    ErrorCode.Unexpected,
                    $"Cannot listen on {new IPEndPoint(address, port)}: {e.Message.TrimEnd('.')}. Name an address of this machine, such as {IPAddress.Loopback}.",
                    e);
            return null;
        }
    }
}
