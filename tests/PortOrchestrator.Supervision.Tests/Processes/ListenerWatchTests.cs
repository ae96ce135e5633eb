using System.Net;
using System.Net.Sockets;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Processes;

[Platform("Linux")]
[CancelAfter(30_000)]
internal sealed class ListenerWatchTests
{
    private ListenerWatch _watch = null!;

    [SetUp]
    public void Open()
    {
        _watch = new ListenerWatch(TimeProvider.System);
        Assert.That(_watch.IsAvailable);
    }

    [TearDown]
    public void Close() => _watch.Dispose();

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    [TestCase("::")]
    public async Task WaitAsync_PortBeginsToBeListenedOn_Tells(string address, CancellationToken cancellationToken)
    {
        using var listener = Bound(IPAddress.Parse(address));
        var told = _watch.WaitAsync(Port(listener), 0, cancellationToken);
        // Another one is told at once, which proves that the watch has looked while the port was only bound.
        using (var other = Listening()) await _watch.WaitAsync(Port(other), 0, cancellationToken);
        Assert.That(told.IsCompleted, Is.False);

        listener.Listen();

        Assert.That(await told, Is.Not.Zero);
    }

    [Test]
    public async Task WaitAsync_SocketIsKnown_WaitsForAnother(CancellationToken cancellationToken)
    {
        var listener = Listening();
        var port = Port(listener);
        var first = await _watch.WaitAsync(port, 0, cancellationToken);
        var second = _watch.WaitAsync(port, first, cancellationToken);
        using (var other = Listening()) await _watch.WaitAsync(Port(other), 0, cancellationToken);
        Assert.That(second.IsCompleted, Is.False);

        listener.Dispose();
        using var next = Bound(IPAddress.Loopback, port);
        next.Listen();

        Assert.That(await second, Is.Not.EqualTo(first));
    }

    [Test]
    public void WaitAsync_Cancelled_Ends()
    {
        using var bound = Bound(IPAddress.Loopback);
        using var cancellation = new CancellationTokenSource();
        var told = _watch.WaitAsync(Port(bound), 0, cancellation.Token);

        cancellation.Cancel();

        Assert.That(async () => await told, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task WaitAsync_ManyAtOnce_EachIsTold(CancellationToken cancellationToken)
    {
        var listeners = Enumerable.Range(0, 300).Select(_ => Bound(IPAddress.Loopback)).ToList();
        var told = listeners.ConvertAll(l => _watch.WaitAsync(Port(l), 0, cancellationToken));

        foreach (var listener in listeners) listener.Listen();

        Assert.That(await Task.WhenAll(told), Has.None.Zero);
        listeners.ForEach(l => l.Dispose());
    }

    private static Socket Listening()
    {
        var socket = Bound(IPAddress.Loopback);
        socket.Listen();
        return socket;
    }

    private static Socket Bound(IPAddress address, int port = 0)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, port));
        return socket;
    }

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
