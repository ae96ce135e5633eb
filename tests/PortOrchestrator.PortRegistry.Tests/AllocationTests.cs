using PortOrchestrator.PortRegistry.Allocation;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Probing;

namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class AllocationTests : RegistryFixture
{
    [Test]
    public async Task AllocateAsync_AutoInTheMainCheckout_GivesAPortOfThePool()
    {
        var registry = await OpenAsync(AllFree());

        var result = await registry.AllocateAsync(Some.Request());

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Allocated));
        Assert.That(result.Allocation!.Port, Is.InRange(20000, 28999));
        Assert.That(result.Allocation, Has.Property("Project").EqualTo("shop").And.Property("Root").EqualTo("/src/shop"));
        Assert.That(result.Allocation.AllocatedAt, Is.EqualTo(Clock.GetUtcNow()));
    }

    [Test]
    public async Task AllocateAsync_SameOwnerAfterReopening_GivesTheSamePort()
    {
        var first = await SqlitePortRegistry.OpenAsync(Options);
        var given = await first.AllocateAsync(Some.Request());
        await first.DisposeAsync();
        var again = await OpenAsync();

        var result = await again.AllocateAsync(Some.Request());

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Existing));
        Assert.That(result.Allocation, Is.EqualTo(given.Allocation));
    }

    [Test]
    public async Task AllocateAsync_Repeated_NeitherProbesNorWrites()
    {
        var probe = AllFree();
        var registry = await OpenAsync(probe);
        await registry.AllocateAsync(Some.Exact(8000));
        probe.ClearReceivedCalls();
        // While this connection holds the write lock, a call that wrote would wait for it.
        using var writer = SqliteFile.LockForWriting(RegistryFile);

        var result = await registry.AllocateAsync(Some.Exact(8000)).WaitAsync(TimeSpan.FromSeconds(5));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Existing));
        Assert.That(probe.ReceivedCalls(), Is.Empty);
    }

    [TestCase("kafka", "default", 9092)]
    [TestCase("Postgres", "default", 5432)]
    [TestCase("neo4j", "bolt", 7687)]
    [TestCase("rabbitmq", "management", 15672)]
    public async Task AllocateAsync_NameOfAWellKnownServer_GivesItsPort(string service, string name, int port)
    {
        var registry = await OpenAsync(AllFree());

        var result = await registry.AllocateAsync(Some.Request(service) with { Name = name });

        Assert.That(result.Allocation!.Port, Is.EqualTo(port));
        Assert.That(result.Reason, Is.Null);
    }

    [Test]
    public async Task AllocateAsync_WellKnownNameInALinkedWorktree_GivesAPortOfThePool()
    {
        var registry = await OpenAsync(AllFree());

        var result = await registry.AllocateAsync(Some.Request("kafka", Some.Project(checkout: "feature")));

        Assert.That(result.Allocation!.Port, Is.InRange(20000, 28999));
    }

    [Test]
    public async Task AllocateAsync_PreferInALinkedWorktree_LeavesTheNumberToTheMainCheckoutAndSaysSo()
    {
        var registry = await OpenAsync(AllFree());
        var request = Some.Prefer(8000, project: Some.Project(checkout: "feature"));

        var result = await registry.AllocateAsync(request);

        Assert.That(result.Allocation!.Port, Is.InRange(20000, 28999));
        Assert.That(result.Reason, Does.Contain("Port 8000 is the main checkout's").And.Contain("feature"));
        Assert.That((await registry.AllocateAsync(request)).Allocation, Is.EqualTo(result.Allocation));
    }

    [Test]
    public async Task AllocateAsync_PreferredPortTakenByAProcess_GivesTheNextOneAndNamesTheHolder()
    {
        var sockets = Substitute.For<ISocketTable>();
        sockets.Find(8000, PortProtocol.Tcp).Returns([new SocketListener("127.0.0.1", 8000, 4711, "node server.js", "ada")]);
        var registry = await OpenAsync(AllFreeBut(8000), sockets);

        var result = await registry.AllocateAsync(Some.Prefer(8000));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Allocated));
        Assert.That(result.Allocation!.Port, Is.EqualTo(8001));
        Assert.That(result.Allocation.Wanted, Is.EqualTo(8000));
        Assert.That(result.Reason, Is.EqualTo("Port 8000 is held by node server.js (pid 4711, user ada, on 127.0.0.1), so 'web' got 8001."));
        Assert.That(result.Holder!.Pid, Is.EqualTo(4711));
    }

    [Test]
    public async Task AllocateAsync_PreferredPortOfAnotherProject_GivesTheNextOneWithoutProbingIt()
    {
        var probe = AllFree();
        var registry = await OpenAsync(probe);
        await registry.AllocateAsync(Some.Prefer(8000));
        probe.ClearReceivedCalls();

        var result = await registry.AllocateAsync(Some.Prefer(8000, project: Some.Project("blog")));

        Assert.That(result.Allocation!.Port, Is.EqualTo(8001));
        Assert.That(result.Holder!.Allocation!.ProjectId, Is.EqualTo("shop"));
        probe.DidNotReceive().Probe(8000, Arg.Any<PortProtocol>());
    }

    [Test]
    public async Task AllocateAsync_FollowingPortWantedByAnotherOwner_SkipsIt()
    {
        // A's 8000 is busy, so it has 8001, but 8000 stays the number it wants; nobody else may be put there by our choice.
        var registry = await OpenAsync(AllFreeBut(7999, 8000));
        await registry.AllocateAsync(Some.Prefer(8000, "a"));
        var free = await OpenAsync(AllFreeBut(7999));

        var result = await free.AllocateAsync(Some.Prefer(7999, "b"));

        Assert.That(result.Allocation!.Port, Is.EqualTo(8002));
    }

    [Test]
    public async Task AllocateAsync_FollowingPortsAreOtherServersDefaults_SkipsThem()
    {
        var registry = await OpenAsync(AllFreeBut(9092));

        var result = await registry.AllocateAsync(Some.Request("kafka"));

        Assert.That(result.Allocation!.Port, Is.EqualTo(9094), "9093 is the alertmanager's");
        Assert.That(result.Reason, Does.StartWith("Port 9092 is held by").And.EndWith("so 'kafka' got 9094."));
    }

    [Test]
    public async Task AllocateAsync_Range_IsSearchedUpward()
    {
        var registry = await OpenAsync(AllFreeBut(24000));
        var request = Some.Request() with { Range = new PortRange(24000, 24010) };

        var ports = new List<int>();
        foreach (var service in (string[])["a", "b", "c"])
            ports.Add((await registry.AllocateAsync(request with { Service = service })).Allocation!.Port);

        Assert.That(ports, Is.EqualTo([24001, 24002, 24003]));
    }

    [Test]
    public async Task AllocateAsync_RangeUsedUp_SaysSoAndLeavesNothing()
    {
        var registry = await OpenAsync(AllFreeBut(24001));
        var request = Some.Request() with { Range = new PortRange(24000, 24001) };
        await registry.AllocateAsync(request);

        var result = await registry.AllocateAsync(request with { Service = "second" });

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.PoolExhausted));
        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.Reason, Does.Contain("24000-24001").And.Contain("'second'").And.Contain("portorch port prune"));
        Assert.That(await registry.ListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task AllocateAsync_PoolWithUnwisePorts_ChoosesNoneOfThem()
    {
        var system = new SystemPorts { Ephemeral = new PortRange(6001, 6300), Reserved = [new PortRange(5998, 5998)] };
        var registry = await OpenAsync(AllFree(), system: system, options: Options with { Pool = new PortRange(5998, 6001) });

        var first = await registry.AllocateAsync(Some.Request("a"));
        var second = await registry.AllocateAsync(Some.Request("b"));

        Assert.That(first.Allocation!.Port, Is.EqualTo(5999), "5998 is reserved, 6000 blocked by browsers, 6001 ephemeral");
        Assert.That(second.Outcome, Is.EqualTo(PortOutcome.PoolExhausted));
    }

    [TestCase(6000, "Browsers refuse")]
    [TestCase(40000, "outgoing connections")]
    [TestCase(20123, "ip_local_reserved_ports")]
    public async Task AllocateAsync_UnwiseNumberThatTheUserWrote_IsHonouredWithAWarning(int port, string warning)
    {
        var registry = await OpenAsync(
            AllFree(), system: new SystemPorts { Ephemeral = new PortRange(32768, 60999), Reserved = [new PortRange(20100, 20200)] });

        var first = await registry.AllocateAsync(Some.Exact(port));
        var again = await registry.AllocateAsync(Some.Exact(port));

        Assert.That(first.Allocation!.Port, Is.EqualTo(port));
        Assert.That(first.Warning, Does.Contain(warning));
        Assert.That(again.Warning, Is.EqualTo(first.Warning));
    }

    [Test]
    public async Task AllocateAsync_ExactNumberChanged_MovesInOneStep()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(8000));

        var result = await registry.AllocateAsync(Some.Exact(8100));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Allocated));
        Assert.That(result.Reason, Does.Contain("moved from port 8000 to 8100"));
        Assert.That((await registry.ListAsync()).Select(a => a.Port), Is.EqualTo([8100]));
    }

    [Test]
    public async Task AllocateAsync_ExactNumberChangedToATakenOne_KeepsTheOldAllocation()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(8100, "other"));
        await registry.AllocateAsync(Some.Exact(8000));

        var result = await registry.AllocateAsync(Some.Exact(8100));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Conflict));
        Assert.That((await registry.FindAsync(Some.Request().Key))!.Port, Is.EqualTo(8000));
    }

    [Test]
    public async Task AllocateAsync_PreferredNumberChanged_KeepsThePortAndSaysSo()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Prefer(8000));

        var result = await registry.AllocateAsync(Some.Prefer(8100));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Existing));
        Assert.That(result.Allocation!.Port, Is.EqualTo(8000));
        Assert.That(result.Allocation.Wanted, Is.EqualTo(8100));
        Assert.That(result.Reason, Does.Contain("keeps port 8000").And.Contain("8100"));
    }

    [Test]
    public async Task AllocateAsync_SystemForbidsAnExactPort_IsReservedBySystem()
    {
        var probe = Substitute.For<IPortProbe>();
        probe.Probe(80, PortProtocol.Tcp).Returns(PortVerdict.Denied);
        var registry = await OpenAsync(probe);

        var result = await registry.AllocateAsync(Some.Exact(80));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.ReservedBySystem));
        Assert.That(result.Reason, Does.StartWith("Port 80 for 'web' is reserved by the system").And.Contain("1024"));
        Assert.That(await registry.ListAsync(), Is.Empty);
    }

    [Test]
    public async Task AllocateAsync_SystemForbidsAPreferredPort_GivesAnother()
    {
        var probe = AllFree();
        probe.Probe(2500, PortProtocol.Tcp).Returns(PortVerdict.Denied);
        var registry = await OpenAsync(probe);

        var result = await registry.AllocateAsync(Some.Prefer(2500));

        Assert.That(result.Allocation!.Port, Is.EqualTo(2501));
        Assert.That(result.Reason, Is.EqualTo("Port 2500 is reserved by the system, so 'web' got 2501."));
    }

    [Test]
    public async Task AllocateAsync_SameNumberForBothProtocols_AreTwoAllocations()
    {
        var registry = await OpenAsync(AllFree());

        var tcp = await registry.AllocateAsync(Some.Exact(8000));
        var udp = await registry.AllocateAsync(Some.Exact(8000) with { Protocol = PortProtocol.Udp });

        Assert.That((tcp.Outcome, udp.Outcome), Is.EqualTo((PortOutcome.Allocated, PortOutcome.Allocated)));
        Assert.That(await registry.ListAsync(new PortQuery { Protocol = PortProtocol.Udp }), Is.EqualTo([udp.Allocation]));
    }

    [Test]
    public async Task AllocateAsync_CheckoutMoved_KeepsThePortAndRefreshesTheRoot()
    {
        var registry = await OpenAsync(AllFree());
        var before = await registry.AllocateAsync(Some.Request());

        var after = await registry.AllocateAsync(Some.Request(project: Some.Project() with { Root = "/elsewhere/shop" }));

        Assert.That(after.Allocation!.Port, Is.EqualTo(before.Allocation!.Port));
        Assert.That((await registry.ListCheckoutsAsync()).Single().Root, Is.EqualTo("/elsewhere/shop"));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(65536)]
    public async Task AllocateAsync_NumberThatIsNoPort_IsRefused(int port)
    {
        var registry = await OpenAsync(AllFree());

        Assert.That(async () => await registry.AllocateAsync(Some.Prefer(port)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(0, 10)]
    [TestCase(2000, 1000)]
    [TestCase(65000, 66000)]
    public async Task AllocateAsync_RangeThatIsNone_IsRefused(int first, int last)
    {
        var registry = await OpenAsync(AllFree());

        Assert.That(
            async () => await registry.AllocateAsync(Some.Request() with { Range = new PortRange(first, last) }), Throws.InstanceOf<ArgumentException>());
        Assert.That(
            async () => await SqlitePortRegistry.OpenAsync(Options with { Pool = new PortRange(first, last) }), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public async Task AllocateAsync_ExactWithoutANumber_IsRefused()
    {
        var registry = await OpenAsync(AllFree());

        Assert.That(
            async () => await registry.AllocateAsync(Some.Request() with { Mode = PortMode.Exact }), Throws.ArgumentException.With.Message.Contains("'web'"));
    }
}
