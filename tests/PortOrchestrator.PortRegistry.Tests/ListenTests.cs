using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Tests;

[CancelAfter(60_000)]
internal sealed class ListenTests : RegistryFixture
{
    [Test]
    public async Task ListenAsync_NewOwner_ListensAtOnceOnLoopback(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync();

        await using var listener = await registry.ListenAsync(Some.Request(), cancellationToken: cancellationToken);

        Assert.That(listener.Result.Outcome, Is.EqualTo(PortOutcome.Allocated));
        Assert.That(listener.Socket!.LocalEndPoint, Is.EqualTo(new IPEndPoint(IPAddress.Loopback, listener.Port)));
        await ConnectAsync(listener, cancellationToken);
    }

    [Test]
    public async Task ListenAsync_AfterDispose_GetsTheSamePortBack(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync();
        int port;
        await using (var first = await registry.ListenAsync(Some.Request(), cancellationToken: cancellationToken))
        {
            port = first.Port;
            // The server closes first, so that the system keeps the connection in TIME_WAIT on its side.
            await ConnectAsync(first, cancellationToken);
        }

        await using var second = await registry.ListenAsync(Some.Request(), cancellationToken: cancellationToken);

        Assert.That(second.Result.Outcome, Is.EqualTo(PortOutcome.Existing), second.Result.Reason);
        Assert.That(second.Port, Is.EqualTo(port));
        await ConnectAsync(second, cancellationToken);
    }

    [Test]
    public async Task ListenAsync_SquatterOnTheOwnersPort_IsAConflictWithItsHolder(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync();
        var port = (await registry.AllocateAsync(Some.Request(), cancellationToken)).Allocation!.Port;
        using var squatter = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        squatter.Bind(new IPEndPoint(IPAddress.Loopback, port));
        squatter.Listen();

        await using var listener = await registry.ListenAsync(Some.Request(), cancellationToken: cancellationToken);

        Assert.That(listener.Succeeded, Is.False);
        Assert.That(listener.Port, Is.Zero);
        Assert.That(listener.Result.Outcome, Is.EqualTo(PortOutcome.Conflict));
        Assert.That(listener.Result.Holder!.Port, Is.EqualTo(port));
        Assert.That(listener.Result.Holder.Pid, Is.EqualTo(Environment.ProcessId));
        Assert.That(listener.Result.Reason, Does.Contain(port.ToString()));
        Assert.That((await registry.FindAsync(Some.Request().Key, cancellationToken))!.Port, Is.EqualTo(port), "the owner keeps it");
    }

    [Test]
    public async Task ListenAsync_ExactPortThatIsTaken_HasNoSocketAndNoAllocation(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync();
        using var squatter = Listen(IPAddress.Loopback, out var port);

        await using var listener = await registry.ListenAsync(Some.Exact(port), cancellationToken: cancellationToken);

        Assert.That(listener.Result.Outcome, Is.EqualTo(PortOutcome.Conflict));
        Assert.That(listener.Socket, Is.Null);
        Assert.That(await registry.ListAsync(cancellationToken: cancellationToken), Is.Empty);
    }

    [TestCase(PortPersistence.Lease, false)]
    [TestCase(PortPersistence.Ephemeral, false)]
    [TestCase(PortPersistence.Stable, true)]
    public async Task DisposeAsync_Listener_GivesALeaseBackAndKeepsWhatIsStable(PortPersistence persistence, bool kept, CancellationToken cancellationToken)
    {
        var registry = await OpenAsync();
        var request = Some.Request() with { Persistence = persistence };
        var listener = await registry.ListenAsync(request, cancellationToken: cancellationToken);
        Assert.That(listener.Succeeded, Is.True, listener.Result.Reason);

        await listener.DisposeAsync();
        await listener.DisposeAsync();

        Assert.That(await registry.FindAsync(request.Key, cancellationToken), kept ? Is.Not.Null : Is.Null);
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.That(() => probe.Bind(new IPEndPoint(IPAddress.Loopback, listener.Result.Allocation!.Port)), Throws.Nothing);
    }

    [Test]
    public async Task ListenAsync_OnEveryAddress_AnswersBothFamilies(CancellationToken cancellationToken)
    {
        if (!Socket.OSSupportsIPv6) Assert.Ignore("This system has no IPv6.");
        var registry = await OpenAsync();

        await using var listener = await registry.ListenAsync(Some.Request(), new PortListenOptions { Address = IPAddress.IPv6Any }, cancellationToken);

        await ConnectAsync(listener, cancellationToken, IPAddress.Loopback);
        await ConnectAsync(listener, cancellationToken, IPAddress.IPv6Loopback);
    }

    [Test]
    public async Task ListenAsync_FiftyCallersOfTwoRegistries_GetFiftySocketsThatListen(CancellationToken cancellationToken)
    {
        IPortRegistry[] registries = [await OpenAsync(), await OpenAsync()];

        var listeners = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            () => registries[i % 2].ListenAsync(Some.Prefer(24000, $"service{i}"), cancellationToken: cancellationToken), cancellationToken)));

        try
        {
            Assert.That(listeners.Select(l => l.Result.Reason + l.Succeeded), Has.None.EndsWith("False"));
            Assert.That(listeners.Select(l => l.Port), Is.Unique);
            foreach (var listener in listeners) await ConnectAsync(listener, cancellationToken);
        }
        finally
        {
            foreach (var listener in listeners) await listener.DisposeAsync();
        }
    }

    [Test]
    public async Task ListenAsync_WhileStrangersTakeAndDropPortsOfTheRange_NeverFailsInBetween(CancellationToken cancellationToken)
    {
        var range = new PortRange(24100, 24139);
        var registry = await OpenAsync(options: Options with { Pool = range, Quarantine = TimeSpan.Zero });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var strangers = Enumerable.Range(0, 2).Select(i => Task.Run(() => TakeAndDrop(range, i, end.Token), CancellationToken.None)).ToArray();

        try
        {
            for (var i = 0; i < 200; i++)
            {
                await using var listener = await registry.ListenAsync(
                    Some.Request($"service{i}") with { Persistence = PortPersistence.Lease }, cancellationToken: cancellationToken);
                Assert.That(listener.Succeeded, Is.True, listener.Result.Reason);
                await ConnectAsync(listener, cancellationToken);
            }
        }
        finally
        {
            await end.CancelAsync();
        }
        Assert.That(await Task.WhenAll(strangers), Is.All.GreaterThan(0), "strangers that never had a port would prove nothing");
    }

    private static int TakeAndDrop(PortRange range, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var had = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, random.Next(range.First, range.Last + 1)));
                socket.Listen();
                had++;
            }
            catch (SocketException)
            {
                continue;
            }
            Thread.Yield();
        }
        return had;
    }

    /// <summary>Connects, and lets the server close first.</summary>
    private static async Task ConnectAsync(PortListener listener, CancellationToken cancellationToken, IPAddress? address = null)
    {
        using var client = new TcpClient((address ?? IPAddress.Loopback).AddressFamily);
        await client.ConnectAsync(address ?? IPAddress.Loopback, listener.Port, cancellationToken);
        using (await listener.Socket!.AcceptAsync(cancellationToken)) { }
        Assert.That(await client.GetStream().ReadAsync(new byte[1], cancellationToken), Is.Zero);
    }
}
