using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using PortOrchestrator.PortRegistry.Interop;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Sockets as programs of other languages open them: .NET sets SO_REUSEADDR on its own, and these have only what is asked for.</summary>
internal static class LinuxSockets
{
    public const int ReusePort = 15;

    private const int DuplicateDescriptor = 0;

    public static Socket Bind(IPAddress address, int port, SocketType type = SocketType.Stream, int[]? options = null)
    {
        var isSix = address.AddressFamily == AddressFamily.InterNetworkV6;
        var descriptor = LinuxCalls.Socket(
            isSix ? LinuxCalls.InterNetworkV6 : LinuxCalls.InterNetwork,
            (type == SocketType.Stream ? LinuxCalls.Stream : LinuxCalls.Datagram) | LinuxCalls.CloseOnExec,
            0);
        var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
        foreach (var option in options ?? []) Check(LinuxCalls.SetOption(descriptor, LinuxCalls.SocketLevel, option, [1, 0, 0, 0], 4));
        // family, port, then the address: at once for IPv4, after a flow label for IPv6.
        var bytes = new byte[isSix ? 28 : 16];
        bytes[0] = (byte)(isSix ? LinuxCalls.InterNetworkV6 : LinuxCalls.InterNetwork);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)port);
        address.GetAddressBytes().CopyTo(bytes, isSix ? 8 : 4);
        Check(LinuxCalls.Bind(descriptor, bytes, bytes.Length));
        return socket;
    }

    public static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>A second descriptor of a socket, which the next process that is started has as well.</summary>
    public static SafeSocketHandle Inheritable(Socket socket) => new(Control((int)socket.SafeHandle.DangerousGetHandle(), DuplicateDescriptor, 3), ownsHandle: true);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static extern int Control(int descriptor, int command, int argument);

    private static void Check(int result) => Assert.That(result, Is.Zero, () => Marshal.GetLastPInvokeErrorMessage());
}
