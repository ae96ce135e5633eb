using PortOrchestrator.PortRegistry.Probing;

namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class HandoverTests : RegistryFixture
{
    private static readonly ProjectIdentity Shop = Some.Project();
    private static readonly ProjectIdentity Blog = Some.Project("blog");

    [Test]
    public async Task AllocateAsync_ExactPortOfAnIdleServiceElsewhere_IsHandedOverWithAWarning(
        [Values(ServiceState.Stopped, ServiceState.Completed, ServiceState.Failed, ServiceState.Skipped)] ServiceState state)
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Shop));
        await RecordAsync(registry, Shop, "kafka", state);

        var result = await registry.AllocateAsync(Some.Exact(9092, "broker", Blog));

        Assert.That((result.Outcome, result.Allocation?.Port), Is.EqualTo((PortOutcome.Allocated, (int?)9092)));
        Assert.That(result.Warning, Does.StartWith(
            $"Port 9092 belonged to service 'kafka' of project 'shop' (/src/shop), which does not run ({state.ToString().ToLowerInvariant()}); it belongs to 'broker' now."));
        Assert.That((await registry.ListAsync()).Select(a => a.Project), Is.EqualTo(["blog"]));
    }

    [Test]
    public async Task AllocateAsync_EarlierOwnerComesBack_ConflictsWhileTheNewOneRunsAndTakesItBackWhenIdle()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Shop));
        await RecordAsync(registry, Shop, "kafka", ServiceState.Stopped);
        await registry.AllocateAsync(Some.Exact(9092, "broker", Blog));
        await RecordAsync(registry, Blog, "broker", ServiceState.Running, 815);

        var early = await registry.AllocateAsync(Some.Exact(9092, "kafka", Shop));
        await RecordAsync(registry, Blog, "broker", ServiceState.Stopped);
        var late = await registry.AllocateAsync(Some.Exact(9092, "kafka", Shop));

        Assert.That(early.Outcome, Is.EqualTo(PortOutcome.Conflict));
        Assert.That(late.Outcome, Is.EqualTo(PortOutcome.Allocated));
        Assert.That(late.Warning, Does.Contain("service 'broker' of project 'blog'"));
    }

    [Test]
    public async Task AllocateAsync_ReservationThatNoSupervisorEverTold_StillConflicts()
    {
        var probe = AllFree();
        var registry = await OpenAsync(probe);
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Shop));
        probe.ClearReceivedCalls();

        var result = await registry.AllocateAsync(Some.Exact(9092, "broker", Blog));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Conflict));
        Assert.That(probe.ReceivedCalls(), Is.Empty);
    }

    [TestCase(ServiceState.Running, null)]
    [TestCase(ServiceState.Launched, null)]
    [TestCase(ServiceState.Restarting, null)]
    [TestCase(ServiceState.Failed, 815)]
    public async Task AllocateAsync_ServiceThatMayRun_StillConflicts(ServiceState state, int? pid)
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Shop));
        await RecordAsync(registry, Shop, "kafka", state, pid);

        Assert.That((await registry.AllocateAsync(Some.Exact(9092, "broker", Blog))).Outcome, Is.EqualTo(PortOutcome.Conflict));
    }

    [Test]
    public async Task AllocateAsync_IdleOwnerButSomebodyListens_ConflictsAndKeepsTheOwner()
    {
        var probe = AllFree();
        var registry = await OpenAsync(probe);
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Shop));
        await RecordAsync(registry, Shop, "kafka", ServiceState.Stopped);
        probe.Probe(9092, PortProtocol.Tcp).Returns(PortVerdict.InUse);

        var result = await registry.AllocateAsync(Some.Exact(9092, "broker", Blog));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Conflict));
        Assert.That((await registry.ListAsync()).Select(a => a.Project), Is.EqualTo(["shop"]));
    }

    [Test]
    public async Task AllocateAsync_IdleServiceOfTheSameCheckout_StillConflicts()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Shop));
        await RecordAsync(registry, Shop, "kafka", ServiceState.Stopped);

        Assert.That((await registry.AllocateAsync(Some.Exact(9092, "broker", Shop))).Outcome, Is.EqualTo(PortOutcome.Conflict));
    }

    [Test]
    public async Task AllocateAsync_OneOfTwoSharersRuns_StillConflicts()
    {
        var registry = await OpenAsync(AllFree());
        var feature = Some.Project(checkout: "feature");
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Shop));
        await registry.AllocateAsync(Some.Exact(9092, "kafka", feature) with { AllowSharing = true });
        await RecordAsync(registry, Shop, "kafka", ServiceState.Stopped);
        await RecordAsync(registry, feature, "kafka", ServiceState.Launched);

        Assert.That((await registry.AllocateAsync(Some.Exact(9092, "broker", Blog))).Outcome, Is.EqualTo(PortOutcome.Conflict));
    }

    private static Task RecordAsync(IPortRegistry registry, ProjectIdentity project, string service, ServiceState state, int? pid = null) =>
        registry.RecordServicesAsync(project, [new ServiceSnapshot { Name = service, Service = service, State = state, Pid = pid }]);
}
