using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using PortOrchestrator.PortRegistry.Interop;

namespace PortOrchestrator.PortRegistry.Probing;

/// <summary>Probes with bare system calls: the probe sits inside the registry's write transaction, and a busy port costs no exception.</summary>
/// <param name="ipv6Family">The address family to try first.</param>
internal sealed class LinuxPortProbe(int ipv6Family = LinuxCalls.InterNetworkV6) : IPortProbe
{
    private static ReadOnlySpan<byte> Off => [0, 0, 0, 0];

    // Not a constant: the option is an int in the machine's byte order.
    private static ReadOnlySpan<byte> On => BitConverter.IsLittleEndian ? [1, 0, 0, 0] : [0, 0, 0, 1];

    public PortVerdict Probe(int port, PortProtocol protocol)
    {
        var error = Try(ipv6Family, port, protocol);
        // The kernel is asked, not Socket.OSSupportsIPv6: that can be switched off for this process alone, and others would still be on IPv6.
        if (error is Errno.FamilyNotSupported or Errno.AddressNotAvailable) error = Try(LinuxCalls.InterNetwork, port, protocol);
        return error switch
        {
            0 => PortVerdict.Free,
            Errno.AddressInUse => PortVerdict.InUse,
            Errno.AccessDenied or Errno.NotPermitted => PortVerdict.Denied,
            _ => throw ProbeFailure.Of(port, Marshal.GetPInvokeErrorMessage(error)),
        };
    }

    public Socket? Hold(int port, IPAddress address, int backlog, out PortVerdict verdict) =>
        (verdict = Probe(port, PortProtocol.Tcp)) == PortVerdict.Free ? HeldSocket.Open(port, address, backlog, out verdict) : null;

    private static int Try(int family, int port, PortProtocol protocol)
    {
        var tcp = protocol == PortProtocol.Tcp;
        var socket = LinuxCalls.Socket(family, (tcp ? LinuxCalls.Stream : LinuxCalls.Datagram) | LinuxCalls.CloseOnExec, 0);
        if (socket < 0) return Marshal.GetLastPInvokeError();
        try
        {
            var isDual = family == LinuxCalls.InterNetworkV6;
            // Not left to the default, which net.ipv6.bindv6only changes.
            if (isDual && LinuxCalls.SetOption(socket, LinuxCalls.IPv6Level, LinuxCalls.IPv6Only, Off, Off.Length) != 0) return Marshal.GetLastPInvokeError();
            // What a typical server sets, so that its own connections in TIME_WAIT do not make a port look held. Never SO_REUSEPORT, with which a
            // port that such a server holds would look free, and neither for UDP, where SO_REUSEADDR lets two sockets share a port.
            if (tcp && LinuxCalls.SetOption(socket, LinuxCalls.SocketLevel, LinuxCalls.ReuseAddress, On, On.Length) != 0) return Marshal.GetLastPInvokeError();
            Span<byte> address = stackalloc byte[28];
            address.Clear();
            MemoryMarshal.Write(address, (ushort)family);
            BinaryPrimitives.WriteUInt16BigEndian(address[2..], (ushort)port);
            return LinuxCalls.Bind(socket, address, isDual ? 28 : 16) != 0 || (tcp && LinuxCalls.Listen(socket, 1) != 0)
                ? Marshal.GetLastPInvokeError()
                : 0;
        }
        finally
        {
            _ = LinuxCalls.Close(socket);
        }
    }
}
