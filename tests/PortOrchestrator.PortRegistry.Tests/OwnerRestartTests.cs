using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>An owner that restarts on its own port is never in the way of those who look at it.</summary>
internal sealed class OwnerRestartTests : RegistryFixture
{
    private const int Restarts = 500;
    private const int Probes = 10_000;
    private const int Probers = 4;

    [Test]
    [Platform("Linux")]
    [CancelAfter(180000)]
    public async Task Probes_OfAPortWhoseOwnerRestarts_NeverTakeItFromItsOwner(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync(Options with { TimeProvider = TimeProvider.System, Quarantine = TimeSpan.Zero });
        var port = (await registry.AllocateAsync(Some.Request(), cancellationToken)).Allocation!.Port;
        var probing = Task.WhenAll(Enumerable.Range(0, Probers).Select(i => i % 2 == 0
            ? Child.RunAsync(["probe", RegistryFile, port.ToString(), (Probes / Probers).ToString()], cancellationToken)
            : Task.Run(() => ProbingChild.RunAsync(registry, port, Probes / Probers, $"task{i}"), cancellationToken)));

        var restarts = 0;
        for (; restarts < Restarts || !probing.IsCompleted; restarts++)
        {
            using var owner = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            Assert.That(() => owner.Bind(new IPEndPoint(IPAddress.Loopback, port)), Throws.Nothing, $"restart {restarts}");
            Assert.That(owner.Listen, Throws.Nothing, $"restart {restarts}");
            using (var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            {
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                using var accepted = await owner.AcceptAsync(cancellationToken);
            }
            owner.Dispose();
            // Down for as long as up, so that as many probes meet a port that nobody listens on.
            await Task.Delay(1, cancellationToken);
        }

        Assert.That(async () => await probing, Throws.Nothing);
        Assert.That(restarts, Is.AtLeast(Restarts));
    }
}
