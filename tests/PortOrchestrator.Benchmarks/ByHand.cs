using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.Benchmarks;

/// <summary>A service's own start-up: from the start of its command to the first connection it accepts.</summary>
internal static class ByHand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<double> StartAndConnectAsync(int delayMilliseconds, CancellationToken cancellationToken)
    {
        var port = FreePorts(1)[0];
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

    /// <summary>Starts services in a shell loop, and connects to each until it accepts.</summary>
    public static async Task<double> StartAllAndConnectAsync(int count, CancellationToken cancellationToken)
    {
        var ports = FreePorts(count);
        var loop = $"for port in {string.Join(' ', ports)}; do '{Options.TestService}' --listen $port >/dev/null 2>&1 & echo $!; done";
        var clock = Stopwatch.StartNew();
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", loop]) { RedirectStandardOutput = true })!;
        try
        {
            foreach (var port in ports)
            {
                while (!await TryConnectAsync(port, cancellationToken))
                {
                    if (clock.Elapsed > Patience) throw new InvalidOperationException($"Nothing listens on port {port}.");
                    await Task.Delay(1, cancellationToken);
                }
            }
            return clock.Elapsed.TotalMilliseconds;
        }
        finally
        {
            // They are nobody's children here, so nobody here can wait for them.
            var pids = (await shell.StandardOutput.ReadToEndAsync(CancellationToken.None)).ReplaceLineEndings(" ");
            using var kill = Process.Start("/bin/sh", ["-c", $"kill -KILL {pids}"]);
            await kill.WaitForExitAsync(CancellationToken.None);
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

    // Bound together, so that no number comes twice.
    private static List<int> FreePorts(int count)
    {
        var sockets = Enumerable.Range(0, count).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        foreach (var socket in sockets) socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var ports = sockets.ConvertAll(s => ((IPEndPoint)s.LocalEndPoint!).Port);
        sockets.ForEach(s => s.Dispose());
        return ports;
    }
}
