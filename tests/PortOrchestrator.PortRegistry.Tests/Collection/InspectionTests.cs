using System.Net;
using System.Net.Sockets;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Processes;

namespace PortOrchestrator.PortRegistry.Tests.Collection;

internal sealed class InspectionTests : CollectionFixture
{
    private const int Port = 8000;
    private static readonly ProjectIdentity Shop = Some.Project();

    [Test]
    public async Task InspectAsync_StrangerOnAnIdlePort_IsRecordedUntilItIsGoneAndThePortIsKept()
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(Port));
        Listens(new SocketListener("127.0.0.1", Port, 4711, "python -m http.server", "me"));

        var inspected = await registry.InspectAsync();
        var listed = await registry.ListAsync();
        var again = await registry.AllocateAsync(Some.Exact(Port));

        Assert.That((inspected[0].Socket, inspected[0].Listener), Is.EqualTo(((PortSocketState?)PortSocketState.Taken, inspected[0].Conflict)));
        Assert.That(inspected[0] with { Socket = null, Listener = null }, Is.EqualTo(listed[0]));
        Assert.That(
            inspected[0].Conflict,
            Is.EqualTo(new PortHolder { Port = Port, Address = "127.0.0.1", Pid = 4711, Command = "python -m http.server", User = "me" }));
        Assert.That((again.Outcome, again.Allocation!.Port), Is.EqualTo((PortOutcome.Existing, Port)));
        Listens();
        Assert.That((await registry.InspectAsync())[0], Has.Property("Conflict").Null.And.Property("Listener").Null.And.Property("Socket").EqualTo(PortSocketState.Free));
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT kind FROM changes ORDER BY sequence"), Is.EqualTo(["allocated", "conflicted", "cleared"]));
    }

    [TestCase(ServiceState.Running, OwnerState.Alive, true, Description = "another process than the service's")]
    [TestCase(ServiceState.Running, OwnerState.Dead, true)]
    [TestCase(ServiceState.Running, OwnerState.Unknown, false)]
    [TestCase(ServiceState.Launched, OwnerState.Dead, false)]
    [TestCase(ServiceState.External, OwnerState.Dead, false)]
    public async Task InspectAsync_StrangerBesideAService_IsAConflictWhereThatIsCertain(ServiceState state, OwnerState process, bool isConflict)
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(Port));
        await RecordAsync(registry, Shop, state, Environment.ProcessId);
        Processes(process);
        Listens(new SocketListener("127.0.0.1", Port, 99999999));

        Assert.That((await registry.InspectAsync())[0].Conflict, isConflict ? Is.Not.Null : Is.Null);
    }

    [Test]
    public async Task InspectAsync_ListenerOfAnUnknownProcess_IsNotHeldAgainstARunningService()
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(Port));
        await RecordAsync(registry, Shop, ServiceState.Running, Environment.ProcessId);
        Listens(new SocketListener("127.0.0.1", Port));

        Assert.That((await registry.InspectAsync())[0].Conflict, Is.Null);
    }

    [Test]
    public async Task InspectAsync_ListenerThatTheSystemDoesNotName_IsHeldOnlyAgainstASupervisedServiceThatDoesNotRun([Values] bool isSupervised)
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(Port));
        if (isSupervised) await RecordAsync(registry, Shop, ServiceState.Stopped, null);
        Listens(new SocketListener("0.0.0.0", Port, User: "root"));

        var seen = (await registry.InspectAsync())[0];

        Assert.That(seen.Socket, Is.EqualTo(isSupervised ? PortSocketState.Taken : PortSocketState.Listening), "it may be the container that the port was allocated for");
        Assert.That(seen.Listener!.User, Is.EqualTo("root"));
    }

    [TestCase("Docker (docker-proxy for container 172.17.0.2:5432)", PortSocketState.Listening)]
    [TestCase("/usr/bin/dockerwatch", PortSocketState.Taken)]
    public async Task InspectAsync_ContainerOnAPortThatWasAllocatedByHand_IsNoStranger(string command, PortSocketState expected)
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(Port));
        Listens(new SocketListener("0.0.0.0", Port, 99999999, command, "root"));

        Assert.That((await registry.InspectAsync())[0].Socket, Is.EqualTo(expected));
    }

    [Test]
    public async Task InspectAsync_NothingHasChanged_WritesNothing()
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(Port));
        await registry.AllocateAsync(Some.Exact(Port + 1, "idle"));
        Listens(new SocketListener("127.0.0.1", Port, 4711, "worker: starting"));
        await registry.InspectAsync();
        Listens(new SocketListener("127.0.0.1", Port, 4711, "worker: idle"));
        // While this connection holds the write lock, a call that wrote would wait for it.
        using var writer = SqliteFile.LockForWriting(RegistryFile);

        var seen = await registry.InspectAsync().WaitAsync(TimeSpan.FromSeconds(5));

        Assert.That(seen.Select(a => a.Listener?.Command), Is.EqualTo(["worker: idle", null]));
    }

    [Test]
    public async Task InspectAsync_SeveralStrangers_AlwaysTellsTheSameOne()
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(Port));
        SocketListener one = new("127.0.0.1", Port, 99999991), other = new("::1", Port, 99999992);
        Listens(one, other);
        await registry.InspectAsync();
        Listens(other, one);
        await registry.InspectAsync();

        Assert.That(SqliteFile.Query(RegistryFile, "SELECT kind FROM changes ORDER BY sequence"), Is.EqualTo(["allocated", "conflicted"]));
    }

    [Test]
    public async Task InspectAsync_UdpAndTcpOfOneNumber_AreLookedAtApart()
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(Port));
        await registry.AllocateAsync(Some.Exact(Port) with { Protocol = PortProtocol.Udp });
        Sockets.Find(Arg.Any<IReadOnlySet<int>>(), PortProtocol.Udp).Returns([new SocketListener("0.0.0.0", Port, 99999999)]);

        Assert.That((await registry.InspectAsync()).Select(a => (a.Protocol, a.Socket)), Is.EquivalentTo(new (PortProtocol, PortSocketState?)[]
        {
            (PortProtocol.Tcp, PortSocketState.Free), (PortProtocol.Udp, PortSocketState.Taken),
        }));
    }

    [Test]
    public async Task InspectAsync_ExternalClaim_IsNoConflict()
    {
        var registry = await OpenAsync(AllFreeBut(Port), Sockets, owners: Owners);
        await registry.AllocateAsync(Some.Exact(Port) with { AllowForeignHolder = true });
        Listens(new SocketListener("127.0.0.1", Port, 4711));

        Assert.That((await registry.InspectAsync())[0].Conflict, Is.Null);
    }

    [Test]
    public async Task InspectAsync_ProcessOfASharer_IsNoStranger()
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(Port));
        var feature = Some.Project(checkout: "feature");
        await registry.AllocateAsync(Some.Exact(Port, project: feature) with { AllowSharing = true });
        await RecordAsync(registry, feature, ServiceState.Running, Environment.ProcessId);
        Listens(new SocketListener("127.0.0.1", Port, Environment.ProcessId));

        Assert.That((await registry.InspectAsync(new PortQuery { Checkout = "main" }))[0].Conflict, Is.Null);
    }

    [Test]
    public async Task InspectAsync_ReadOnly_TellsAndKeepsNothing()
    {
        await using (var writer = await SqlitePortRegistry.OpenAsync(Options)) await writer.AllocateAsync(Some.Request());
        var registry = await OpenAsync(AllFree(), Sockets, owners: Owners, options: Options with { ReadOnly = true });
        Listens(new SocketListener("127.0.0.1", (await registry.ListAsync())[0].Port, 4711));

        Assert.That((await registry.InspectAsync())[0].Conflict, Is.Not.Null);
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT * FROM conflicts"), Is.Empty);
    }

    [Test]
    [Platform("Linux")]
    [CancelAfter(30_000)]
    public async Task InspectAsync_RealListener_IsTheServicesOnlyWhileItsProcessIsOnRecord(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        var registry = await OpenAsync(AllFree(), SocketTable.ForThisSystem());
        await registry.AllocateAsync(Some.Exact(port), cancellationToken);
        socket.Listen();

        await RecordAsync(registry, Shop, ServiceState.Running, Environment.ProcessId);
        Assert.That((await registry.InspectAsync(cancellationToken: cancellationToken))[0].Conflict, Is.Null);
        await RecordAsync(registry, Shop, ServiceState.Stopped, null);
        Assert.That((await registry.InspectAsync(cancellationToken: cancellationToken))[0].Conflict?.Pid, Is.EqualTo(Environment.ProcessId));
    }

    private void Listens(params SocketListener[] listeners) =>
        Sockets.Find(Arg.Any<IReadOnlySet<int>>(), PortProtocol.Tcp).Returns(listeners);
}
