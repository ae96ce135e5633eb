using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PortOrchestrator.Configuration;
using PortOrchestrator.Services;

namespace PortOrchestrator.Probes.Tests;

[CancelAfter(30_000)]
[NonParallelizable]
internal sealed class ReadinessLatencyTests
{
    [Test]
    public async Task Run_ListenerComesLate_IsSeenSoonAfterIt()
    {
        // The best of three: a busy machine may hold up any one of them.
        var lateness = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var one = await UntilHealthyAsync(TestServer.FreePort(), 200);
            if (one < lateness) lateness = one;
        }

        TestContext.Out.WriteLine($"seen {lateness.TotalMilliseconds:0.0} ms after it listened");
        Assert.That(lateness, Is.LessThan(TimeSpan.FromMilliseconds(100)));
    }

    [Test]
    public async Task Run_OneHundredProbes_AreCheap()
    {
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;

        var lateness = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => UntilHealthyAsync(TestServer.FreePort(), 1000)));

        process.Refresh();
        var used = process.TotalProcessorTime - before;
        TestContext.Out.WriteLine($"{used.TotalMilliseconds:0} ms of processor time, latest seen after {lateness.Max().TotalMilliseconds:0} ms");
        Assert.That(used, Is.LessThan(TimeSpan.FromSeconds(3)));
        Assert.That(lateness.Max(), Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    private static async Task<TimeSpan> UntilHealthyAsync(int port, int delayMilliseconds)
    {
        using var stop = new CancellationTokenSource();
        var probe = ProbeFactory.Create(new TcpCheck { Target = $"localhost:{port}" }, Probing.Context);
        var seen = SeenAsync();
        await Task.Delay(delayMilliseconds, CancellationToken.None);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        var listening = Stopwatch.GetTimestamp();
        return Stopwatch.GetElapsedTime(listening, await seen);

        async Task<long> SeenAsync()
        {
            await foreach (var report in ProbeRunner.RunAsync(probe, new ProbeDefinition { Check = new NotifyCheck() }, cancellationToken: stop.Token))
            {
                if (report.Health == ServiceHealth.Healthy) return Stopwatch.GetTimestamp();
            }

            return 0;
        }
    }
}
