using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class SharingTests : RegistryFixture
{
    private static readonly ProjectIdentity Main = Some.Project();
    private static readonly ProjectIdentity Feature = Some.Project(checkout: "feature");
    private static readonly ProjectIdentity Blog = Some.Project("blog");

    [Test]
    public async Task AllocateAsync_ExactPortOfTheSameServiceElsewhere_IsShared()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Main));

        var result = await registry.AllocateAsync(Some.Exact(9092, "kafka", Feature) with { AllowSharing = true });

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Shared));
        Assert.That(result.Allocation, Has.Property("Port").EqualTo(9092).And.Property("Checkout").EqualTo("feature"));
        Assert.That(result.Holder!.Allocation!.Checkout, Is.EqualTo("main"));
        Assert.That(result.Reason, Is.EqualTo("Port 9092 is shared with service 'kafka' of project 'shop' (/src/shop)."));
        Assert.That(await registry.FindAsync(Some.Request("kafka", Feature).Key), Is.EqualTo(result.Allocation));
        Assert.That(await registry.CountOtherSharesAsync(9092, PortProtocol.Tcp, Main), Is.EqualTo(1));
    }

    [Test]
    public async Task AllocateAsync_SharerAsksAgain_IsExisting()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Main));
        var request = Some.Exact(9092, "kafka", Feature) with { AllowSharing = true };
        await registry.AllocateAsync(request);

        Assert.That((await registry.AllocateAsync(request)).Outcome, Is.EqualTo(PortOutcome.Existing));
    }

    [Test]
    public async Task ReleaseAsync_Sharer_DropsOnlyItsShare()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Main));
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Feature) with { AllowSharing = true });

        var released = await registry.ReleaseAsync(new PortQuery { ProjectId = "shop", Checkout = "feature" });

        Assert.That(released.Select(a => a.Checkout), Is.EqualTo(["feature"]));
        Assert.That((await registry.ListAsync()).Select(a => a.Checkout), Is.EqualTo(["main"]));
        Assert.That(await registry.CountOtherSharesAsync(9092, PortProtocol.Tcp, Main), Is.Zero);
    }

    [Test]
    public async Task ReleaseAsync_FirstOwnerWhileOthersShare_KeepsThePortForThem()
    {
        var probe = AllFree();
        var registry = await OpenAsync(probe);
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Main));
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Feature) with { AllowSharing = true });
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Blog) with { AllowSharing = true });
        probe.ClearReceivedCalls();

        await registry.ReleaseAsync(new PortQuery { ProjectId = "shop", Checkout = "main" });

        var stranger = await registry.AllocateAsync(Some.Exact(9092, "broker", Some.Project("wiki")));
        Assert.That(stranger.Outcome, Is.EqualTo(PortOutcome.Conflict));
        Assert.That(stranger.Holder!.Allocation!.Checkout, Is.EqualTo("feature"), "the oldest sharer holds it now");
        Assert.That(probe.ReceivedCalls(), Is.Empty);
        await registry.ReleaseAsync(new PortQuery { Port = 9092 });
        Assert.That(await registry.ListAsync(), Is.Empty);
    }

    [Test]
    public async Task AllocateAsync_SharingAllowedButOtherServiceName_IsAConflict()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Main));

        var result = await registry.AllocateAsync(Some.Exact(9092, "broker", Feature) with { AllowSharing = true });

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Conflict));
    }

    [Test]
    public async Task AllocateAsync_SecondReplicaOfTheSameCheckout_DoesNotShare()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Main));

        var result = await registry.AllocateAsync(Some.Exact(9092, "kafka", Main) with { AllowSharing = true, Replica = 1 });

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Conflict));
    }

    [Test]
    public async Task AllocateAsync_ConflictWithAnotherCheckout_NamesHolderAndCures()
    {
        var sockets = Substitute.For<ISocketTable>();
        sockets.Find(9092, PortProtocol.Tcp).Returns([new SocketListener("::", 9092, 4711, "java kafka", "ada")]);
        var registry = await OpenAsync(AllFree(), sockets);
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Main));

        var result = await registry.AllocateAsync(Some.Exact(9092, "kafka", Feature));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Conflict));
        Assert.That(result.Holder, Has.Property("Pid").EqualTo(4711).And.Property("Command").EqualTo("java kafka"));
        Assert.That(result.Holder!.Allocation!.Root, Is.EqualTo("/src/shop"));
        Assert.That(result.Reason, Is.EqualTo(
            "Port 9092 for 'kafka' is held by java kafka (pid 4711, user ada, on ::), service 'kafka' of project 'shop' (/src/shop); "
            + "set \"mode\": \"prefer\" to take another port, share the running one with \"scope\": \"project\", "
            + "or stop the holder and release its port (portorch port release kafka --project /src/shop)."));
    }

    [Test]
    public async Task AllocateAsync_ConflictWithAServiceThatDoesNotListen_NamesItsRecordedPid()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Main));
        await registry.RecordServicesAsync(Main, [new ServiceSnapshot { Name = "kafka", Service = "kafka", State = ServiceState.Starting, Pid = 815 }]);

        var result = await registry.AllocateAsync(Some.Exact(9092, "broker", Blog));

        Assert.That(result.Holder!.Pid, Is.EqualTo(815));
        Assert.That(result.Reason, Does.Contain("service 'kafka' of project 'shop' (/src/shop, pid 815)"));
    }

    [Test]
    public async Task AllocateAsync_ForeignHolderAllowed_IsRecordedAsExternal()
    {
        var sockets = Substitute.For<ISocketTable>();
        sockets.Find(5432, PortProtocol.Tcp).Returns([new SocketListener("127.0.0.1", 5432, 99, "postgres", "postgres")]);
        var registry = await OpenAsync(AllFreeBut(5432), sockets);

        var result = await registry.AllocateAsync(Some.Exact(5432, "db") with { AllowForeignHolder = true });

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.External));
        Assert.That(result.Holder!.Pid, Is.EqualTo(99));
        Assert.That(result.Reason, Does.Contain("postgres (pid 99, user postgres, on 127.0.0.1)"));
        Assert.That((await registry.FindAsync(Some.Request("db").Key))!.Port, Is.EqualTo(5432));
    }

    [Test]
    public async Task AllocateAsync_ExternalPortAgain_IsExternalWhileTheStrangerListensAndOursAfterwards()
    {
        var sockets = Substitute.For<ISocketTable>();
        sockets.Ports(PortProtocol.Tcp).Returns(new HashSet<int> { 5432 });
        var registry = await OpenAsync(AllFreeBut(5432), sockets);
        var request = Some.Exact(5432, "db") with { AllowForeignHolder = true };
        await registry.AllocateAsync(request);

        var stillThere = await registry.AllocateAsync(request);
        var notAllowed = await registry.AllocateAsync(Some.Exact(5432, "db"));
        sockets.Ports(PortProtocol.Tcp).Returns(new HashSet<int>());
        var gone = await registry.AllocateAsync(request);
        sockets.Ports(PortProtocol.Tcp).Returns(new HashSet<int> { 5432 });
        var ours = await registry.AllocateAsync(request);

        Assert.That(
            new[] { stillThere, notAllowed, gone, ours }.Select(r => r.Outcome),
            Is.EqualTo([PortOutcome.External, PortOutcome.Conflict, PortOutcome.Existing, PortOutcome.Existing]));
        Assert.That(stillThere.Allocation!.Port, Is.EqualTo(5432));
        Assert.That(stillThere.Holder, Is.Not.Null);
    }

    [Test]
    public async Task AllocateAsync_ForeignHolderThatNobodyCanName_SaysSo()
    {
        var registry = await OpenAsync(AllFreeBut(5432));

        var result = await registry.AllocateAsync(Some.Exact(5432, "db"));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Conflict));
        Assert.That(result.Reason, Is.EqualTo(
            "Port 5432 for 'db' is held by a process that this user cannot see; set \"mode\": \"prefer\" to take another port, or stop the holder."));
    }
}
