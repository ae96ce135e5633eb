using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.Probes.Network;

// A refused connection is the normal case while a service starts, so it is a value here and not an exception.
internal static class Connector
{
    public static async ValueTask<(Socket? Socket, SocketError Error)> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Socket? socket = null;
        try
        {
            socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            var error = await ConnectAsync(socket, endpoint, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (error == SocketError.Success && IsConnectedToItself(socket, endpoint)) error = SocketError.ConnectionRefused;
            if (error != SocketError.Success) return (null, error);
            var connected = socket;
            socket = null;
            return (connected, error);
        }
        catch (SocketException e)
        {
            return (null, e.SocketErrorCode);
        }
        finally
        {
            socket?.Dispose();
        }
    }

    public static string Describe(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset",
        SocketError.HostUnreachable => "host unreachable",
        SocketError.NetworkUnreachable => "network unreachable",
        SocketError.TimedOut => "connection timed out",
        _ => new SocketException((int)error).Message,
    };

    private static async ValueTask<SocketError> ConnectAsync(Socket socket, IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var operation = new SocketAsyncEventArgs { RemoteEndPoint = endpoint };
        operation.Completed += (_, _) => done.TrySetResult();
        if (!socket.ConnectAsync(operation)) return operation.SocketError;
        using (cancellationToken.UnsafeRegister(static o => Socket.CancelConnectAsync((SocketAsyncEventArgs)o!), operation))
        {
            await done.Task.ConfigureAwait(false);
        }

        return operation.SocketError;
    }

    // Without a listener on a port of the ephemeral range, the system may choose that very port for the caller, which then meets itself.
    private static bool IsConnectedToItself(Socket socket, IPEndPoint target)
    {
        if (!target.Equals(socket.LocalEndPoint)) return false;
        socket.LingerState = new LingerOption(true, 0);
        return true;
    }
}
