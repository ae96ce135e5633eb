using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using PortOrchestrator.PortRegistry.Interop;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>
/// The kernel's socket table over netlink (sock_diag(7)). It is asked for listeners alone, while for <c>/proc/net/tcp</c> the kernel
/// walks through its whole table of connections, which takes milliseconds even when there are none.
/// </summary>
internal static class NetlinkTable
{
    private const int SocketDiagnosis = 4;
    private const int HeaderSize = 16;
    private const int RequestSize = HeaderSize + 56;
    private const int ReplySize = HeaderSize + 72;
    private const int BufferSize = 32 * 1024;

    private const ushort ErrorMessage = 2;
    private const ushort DoneMessage = 3;
    private const ushort ByFamily = 20;
    private const ushort RequestDump = 0x301;

    /// <summary>Reads the sockets that the filter wants.</summary>
    /// <returns>Whether the kernel answered; false in a sandbox without netlink, say, and then nothing was added.</returns>
    public static bool TryRead(SocketFilter filter, List<LinuxSocket> found)
    {
        var socket = LinuxCalls.Socket(LinuxCalls.Netlink, LinuxCalls.Raw | LinuxCalls.CloseOnExec, SocketDiagnosis);
        if (socket < 0) return false;
        var before = found.Count;
        try
        {
            // The kernel answers at once; should it not, nobody hangs.
            Span<byte> second = stackalloc byte[2 * nint.Size];
            second.Clear();
            MemoryMarshal.Write(second, (nint)1);
            _ = LinuxCalls.SetOption(socket, LinuxCalls.SocketLevel, LinuxCalls.ReceiveTimeout, second, second.Length);
            if (Dump(socket, LinuxCalls.InterNetwork, filter, found) && Dump(socket, LinuxCalls.InterNetworkV6, filter, found)) return true;
            found.RemoveRange(before, found.Count - before);
            return false;
        }
        finally
        {
            _ = LinuxCalls.Close(socket);
        }
    }

    /// <summary>Reads the messages of one datagram.</summary>
    /// <returns>True when the kernel has said all, false when it refused, null when more will come.</returns>
    public static bool? Parse(ReadOnlySpan<byte> datagram, SocketFilter filter, List<LinuxSocket> found)
    {
        while (datagram.Length >= HeaderSize)
        {
            var length = (int)MemoryMarshal.Read<uint>(datagram);
            var type = MemoryMarshal.Read<ushort>(datagram[4..]);
            if (length < HeaderSize || length > datagram.Length) return false;
            if (type == DoneMessage) return true;
            if (type == ErrorMessage) return false;
            if (type == ByFamily && length >= ReplySize && ParseReply(datagram[HeaderSize..length], filter) is { } socket) found.Add(socket);
            datagram = datagram[Math.Min((length + 3) & ~3, datagram.Length)..];
        }
        return null;
    }

    private static bool Dump(int socket, int family, SocketFilter filter, List<LinuxSocket> found)
    {
        Span<byte> request = stackalloc byte[RequestSize];
        request.Clear();
        MemoryMarshal.Write(request, (uint)RequestSize);
        MemoryMarshal.Write(request[4..], ByFamily);
        MemoryMarshal.Write(request[6..], RequestDump);
        request[HeaderSize] = (byte)family;
        request[HeaderSize + 1] = (byte)(filter.Protocol == PortProtocol.Udp ? 17 : 6);
        MemoryMarshal.Write(request[(HeaderSize + 4)..], 1u << filter.State);
        if (LinuxCalls.Send(socket, request, RequestSize, 0) != RequestSize) return false;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                var length = (int)LinuxCalls.Receive(socket, buffer, buffer.Length, 0);
                if (length <= 0) return false;
                if (Parse(buffer.AsSpan(0, length), filter, found) is { } end) return end;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static LinuxSocket? ParseReply(ReadOnlySpan<byte> reply, SocketFilter filter)
    {
        // family, state, timer, retransmissions; source and destination port; source and destination address; …; user, inode
        var port = BinaryPrimitives.ReadUInt16BigEndian(reply[4..]);
        if (reply[1] != filter.State || !filter.Wants(port)) return null;
        var address = new IPAddress(reply.Slice(8, reply[0] == LinuxCalls.InterNetworkV6 ? 16 : 4));
        return new LinuxSocket(address, port, (int)MemoryMarshal.Read<uint>(reply[64..]), MemoryMarshal.Read<uint>(reply[68..]));
    }
}
