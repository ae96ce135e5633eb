using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.TestService;

/// <summary>Accepts on one port, on a thread of its own, and answers each connection once.</summary>
internal sealed class Listener(Options options)
{
    private readonly long _since = Environment.TickCount64;

    public void Start(string portOrVariable)
    {
        var port = Port(portOrVariable);
        var address = options.Bind switch
        {
            "v4" => IPAddress.Loopback,
            "v6" => IPAddress.IPv6Loopback,
            "dual" => IPAddress.IPv6Any,
            _ => throw new FormatException($"--bind needs v4, v6 or dual, not '{options.Bind}'."),
        };
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (options.Bind == "dual") socket.DualMode = true;
        socket.Bind(new IPEndPoint(address, port));
        socket.Listen(128);
        new Thread(() => Accept(socket)) { IsBackground = true }.Start();
    }

    private static int Port(string portOrVariable)
    {
        var text = char.IsAsciiDigit(portOrVariable[0]) ? portOrVariable : Environment.GetEnvironmentVariable(portOrVariable);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new FormatException($"--listen needs a port; the variable {portOrVariable} holds '{text}'.");
    }

    private void Accept(Socket socket)
    {
        while (true)
        {
            var client = socket.Accept();
            ThreadPool.UnsafeQueueUserWorkItem(c => Serve(c), client, preferLocal: false);
        }
    }

    private void Serve(Socket client)
    {
        try
        {
            if (options.Silent) Thread.Sleep(Timeout.Infinite);
            using (client)
            {
                if (!options.Http) return;
                if (HttpRequest.ReadPath(client) is not { } path) return;
                var (status, body) = Answer(path);
                client.Send(HttpResponse.Create(status, body));
                client.Shutdown(SocketShutdown.Both);
            }
        }
        catch (SocketException)
        {
            // The peer went away; there is nobody left to answer.
        }
    }

    private (int Status, string Body) Answer(string path) => path switch
    {
        "/env" => (200, EnvironmentJson.Create()),
        "/pid" => (200, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)),
        "/health" when options.UnhealthyAfter is { } after && Environment.TickCount64 - _since >= after => (503, "unhealthy"),
        _ => (options.Status, "ok"),
    };
}
