using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.Benchmarks;

/// <summary>A service's own start-up: from the start of its command to the first connection it accepts.</summary>
internal static class ByHand
{
    public static async Task<double> StartAndConnectAsync(int delayMilliseconds, CancellationToken cancellationToken)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec '{Options.TestService}' --listen $PORT --delay {delayMilliseconds}"]);
        start.Environment["PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            while (!await TryConnectAsync(port, cancellationToken)) await Task.Delay(1, cancellationToken);
            return clock.Elapsed.TotalMilliseconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> TryConnectAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
