using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace PortOrchestrator.Probes.Tests;

// A listener that treats every connection in one way.
internal sealed class TestServer : IAsyncDisposable
{
    private static int _lastPort = Random.Shared.Next(9_000);

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private int _connections;

    public TestServer(Func<NetworkStream, CancellationToken, Task> serve, IPAddress? address = null, int port = 0)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        _listener.Start();
        _serving = AcceptAsync(serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    public string? LastRequest { get; private set; }

    public static TestServer Answering(string answer, IPAddress? address = null)
    {
        TestServer? server = null;
        server = new TestServer(
            async (stream, token) =>
            {
                server!.LastRequest = await ReadRequestAsync(stream, token);
                await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), token);
            },
            address);
        return server;
    }

    public static TestServer Silent(IPAddress? address = null) => new((_, token) => Task.Delay(Timeout.Infinite, token), address);

    public static async Task<string> ReadRequestAsync(Stream stream, CancellationToken token)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, token);
            if (read == 0) break;
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    // Below the range that the system takes the ports of outgoing connections from, so that a port stays free while it is probed.
    public static int FreePort()
    {
        while (true)
        {
            var port = 20_000 + ((Interlocked.Increment(ref _lastPort) & int.MaxValue) % 9_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync(Func<NetworkStream, CancellationToken, Task> serve)
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                running.Add(Task.Run(() => ServeAsync(socket, serve)));
            }
        }
        catch (OperationCanceledException)
        {
        }

        await Task.WhenAll(running);
    }

    private async Task ServeAsync(Socket socket, Func<NetworkStream, CancellationToken, Task> serve)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await serve(stream, _stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException or AuthenticationException)
        {
        }
    }
}
