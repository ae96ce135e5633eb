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

        Assert.That(inspected, Is.EqualTo(listed));
        Assert.That(
            inspected[0].Conflict,
            Is.EqualTo(new PortHolder { Port = Port, Address = "127.0.0.1", Pid = 4711, Command = "python -m http.server", User = "me" }));
        Assert.That((again.Outcome, again.Allocation!.Port), Is.EqualTo((PortOutcome.Existing, Port)));
        Listens();
        Assert.That((await registry.InspectAsync())[0].Conflict, Is.Null);
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
