using System.Net.Sockets;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>The socket that a supervisor listens on, and the next program in its process after it.</summary>
internal sealed class SupervisorSocket : IDisposable
{
    private readonly Socket _socket;

    private SupervisorSocket(Socket socket, string path) => (_socket, Path) = (socket, path);

    public string Path { get; }

    public int Descriptor => (int)_socket.SafeHandle.DangerousGetHandle();

    /// <summary>Makes the socket, in a folder that only its user may enter. The lock says that nobody else listens on that path.</summary>
    public static SupervisorSocket Bind(string path)
    {
        StatePaths.CreatePrivateFolder(System.IO.Path.GetDirectoryName(path)!);
        // Left by a supervisor that was killed.
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new SupervisorSocket(socket, path);
    }

    /// <summary>Goes on with the socket of the program that was in this process before; whoever connected meanwhile waits on it.</summary>
    public static SupervisorSocket Continue(int descriptor, string path) => new(new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)), path);

    /// <summary>Takes the path away, so that a command that comes now starts a new supervisor instead of meeting one that leaves.</summary>
    public void Unlink() => File.Delete(Path);

    public void Dispose() => _socket.Dispose();
}
