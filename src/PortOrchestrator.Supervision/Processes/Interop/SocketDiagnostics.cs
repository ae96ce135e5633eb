using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>
/// Asks the kernel for the TCP sockets that listen (sock_diag(7)). It looks at nothing else, while the tables under /proc also have every
/// connection that was ever closed a minute ago. Not thread-safe.
/// </summary>
internal sealed unsafe class SocketDiagnostics : IDisposable
{
    private const int Netlink = 16;
    private const int RawCloseOnExec = 3 | 0x80000;
    private const int SocketDiagnosticsProtocol = 4;
    private const int DoNotWait = 0x40;
    private const ushort ByFamily = 20;
    private const ushort Request = 0x1;
    private const ushort DumpRequest = Request | 0x300;
    private const ushort Error = 2;
    private const ushort Done = 3;
    private const int HeaderSize = 16;
    private const int IdOffset = HeaderSize + 8;
    private const int AddressOffset = IdOffset + 4;
    private const int CookieOffset = IdOffset + 40;
    private const int RequestSize = HeaderSize + 56;
    private const int PortOffset = HeaderSize + 4;
    private const int InodeOffset = HeaderSize + 68;
    private const byte Tcp = 6;
    private const byte Inet = 2;
    private const byte Inet6 = 10;
    private const uint Listening = 1u << 10;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
    private int _socket;

    private SocketDiagnostics(int socket) => _socket = socket;

    /// <summary>Opens the way to the kernel; null where there is none (other systems, locked-down containers).</summary>
    public static SocketDiagnostics? TryOpen()
    {
        if (!OperatingSystem.IsLinux()) return null;
        var socket = LinuxCalls.OpenSocket(Netlink, RawCloseOnExec, SocketDiagnosticsProtocol);
        return socket < 0 ? null : new SocketDiagnostics(socket);
    }

    /// <summary>Reads the ports that are listened on, each with the inode of a socket, as often as there are sockets.</summary>
    /// <param name="listeners">Where they are put.</param>
    /// <param name="port">The only port that matters; 0 for all.</param>
    /// <returns>False when the kernel refuses to tell.</returns>
    public bool TryRead(List<(int Port, uint Inode)> listeners, int port = 0)
    {
        listeners.Clear();
        return TryRead(Inet, port, listeners) && TryRead(Inet6, port, listeners);
    }

    /// <summary>Finds the sockets that a connection to a port of the loopback addresses would meet. It costs the same however many sockets there are.</summary>
    /// <param name="port">The port.</param>
    /// <returns>A number that stands for them; 0 when nobody listens there, or the kernel refuses to tell.</returns>
    public uint Find(int port)
    {
        var (four, six) = (Find(Inet, port), Find(Inet6, port));
        // One socket may serve both.
        return four == six ? four : four ^ six;
    }

    public void Dispose()
    {
        if (_socket < 0) return;
        _ = LinuxCalls.Close(_socket);
        _socket = -1;
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private bool TryRead(byte family, int port, List<(int Port, uint Inode)> listeners)
    {
        Span<byte> request = stackalloc byte[RequestSize];
        Prepare(request, DumpRequest, family, port);
        if (!TrySend(request)) return false;
        while (true)
        {
            var answer = Receive();
            if (answer.IsEmpty) return false;
            if (Take(answer, listeners) is { } finished) return finished;
        }
    }

    private uint Find(byte family, int port)
    {
        Span<byte> request = stackalloc byte[RequestSize];
        Prepare(request, Request, family, port);
        // The connection's other end is left open: only a socket that listens fits.
        var loopback = family == Inet ? IPAddress.Loopback : IPAddress.IPv6Loopback;
        loopback.TryWriteBytes(request[AddressOffset..], out _);
        request[CookieOffset..].Fill(byte.MaxValue);
        if (!TrySend(request)) return 0;
        var answer = Receive();
        return answer.Length >= InodeOffset + sizeof(uint) && MemoryMarshal.Read<ushort>(answer[4..]) == ByFamily ? MemoryMarshal.Read<uint>(answer[InodeOffset..]) : 0;
    }

    private static void Prepare(Span<byte> request, ushort flags, byte family, int port)
    {
        request.Clear();
        MemoryMarshal.Write(request, RequestSize);
        MemoryMarshal.Write(request[4..], ByFamily);
        MemoryMarshal.Write(request[6..], flags);
        (request[HeaderSize], request[HeaderSize + 1]) = (family, Tcp);
        MemoryMarshal.Write(request[(HeaderSize + 4)..], Listening);
        // The kernel leaves the others out itself.
        BinaryPrimitives.WriteUInt16BigEndian(request[IdOffset..], (ushort)port);
    }

    private bool TrySend(ReadOnlySpan<byte> request)
    {
        fixed (byte* bytes = request) return LinuxCalls.Send(_socket, bytes, request.Length, 0) == request.Length;
    }

    // The kernel has answered before the request returns.
    private ReadOnlySpan<byte> Receive()
    {
        fixed (byte* bytes = _buffer) return _buffer.AsSpan(0, (int)Math.Max(0, LinuxCalls.Receive(_socket, bytes, _buffer.Length, DoNotWait)));
    }

    /// <returns>Whether it was the end, and a good one; null when more comes.</returns>
    private static bool? Take(ReadOnlySpan<byte> messages, List<(int Port, uint Inode)> listeners)
    {
        while (messages.Length >= HeaderSize)
        {
            var length = MemoryMarshal.Read<int>(messages);
            var type = MemoryMarshal.Read<ushort>(messages[4..]);
            if (type is Done or Error || length < HeaderSize || length > messages.Length) return type == Done;
            if (type == ByFamily && length >= InodeOffset + sizeof(uint))
                listeners.Add((BinaryPrimitives.ReadUInt16BigEndian(messages[PortOffset..]), MemoryMarshal.Read<uint>(messages[InodeOffset..])));
            messages = messages[Math.Min((length + 3) & ~3, messages.Length)..];
        }
        return null;
    }
}
