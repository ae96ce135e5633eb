using PortOrchestrator.PortRegistry.Processes;

namespace PortOrchestrator.PortRegistry.Tests.Collection;

internal sealed class AbandonedServiceTests : CollectionFixture
{
    private static readonly ProjectIdentity Shop = Some.Project();

    [TestCase(ServiceState.Running, OwnerState.Dead, PortOutcome.Allocated)]
    [TestCase(ServiceState.Running, OwnerState.Alive, PortOutcome.Conflict)]
    [TestCase(ServiceState.Running, OwnerState.Unknown, PortOutcome.Conflict)]
    [TestCase(ServiceState.Launched, OwnerState.Dead, PortOutcome.Conflict)]
    [TestCase(ServiceState.Restarting, OwnerState.Dead, PortOutcome.Conflict)]
    public async Task AllocateAsync_ExactPortOfAServiceThatNobodyCouldTellToHaveEnded_IsHandedOver(ServiceState state, OwnerState process, PortOutcome outcome)
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(9092, "kafka", Shop));
        await RecordAsync(registry, Shop, state, Environment.ProcessId, "kafka");
        Processes(process);

        Assert.That((await registry.AllocateAsync(Some.Exact(9092, "broker", Some.Project("blog")))).Outcome, Is.EqualTo(outcome));
    }

    [Test]
    public async Task FindAsyncAndListAsync_ProcessHasEnded_TellNoPidAndNoHealthAndLeaveTheFile()
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Request());
        await RecordAsync(registry, Shop, ServiceState.Running, Environment.ProcessId);
        Assert.That((await registry.FindAsync(Some.Request().Key))!.Pid, Is.EqualTo(Environment.ProcessId));
        Processes(OwnerState.Dead);

        foreach (var told in new[] { await registry.FindAsync(Some.Request().Key), (await registry.ListAsync())[0], (await registry.InspectAsync())[0] })
            Assert.That((told!.State, told.Health, told.Pid), Is.EqualTo(((ServiceState?)ServiceState.Running, (ServiceHealth?)ServiceHealth.Unknown, (int?)null)));
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT state, health, pid FROM services"), Is.EqualTo([$"running|healthy|{Environment.ProcessId}"]));
    }

    [Test]
    public async Task EveryAnswer_ProcessHasEnded_TellsNoPid()
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Exact(8000));
        await RecordAsync(registry, Shop, ServiceState.Running, Environment.ProcessId);
        Assert.That((await registry.AllocateAsync(Some.Exact(8000))).Allocation!.Pid, Is.EqualTo(Environment.ProcessId));
        Processes(OwnerState.Dead);

        Assert.That((await registry.AllocateAsync(Some.Exact(8000))).Allocation!.Pid, Is.Null, "read");
        Assert.That((await registry.AllocateAsync(Some.Prefer(8000))).Allocation!.Pid, Is.Null, "restated");
        var block = new PortBlockRequest { Project = Shop, Members = [new PortBlockMember { Service = "web" }] };
        Assert.That((await registry.AllocateBlockAsync(block)).Allocations[0].Pid, Is.Null, "in a block");
        Assert.That((await registry.AllocateAsync(Some.Prefer(8000, project: Some.Project("blog")))).Holder!.Allocation!.Pid, Is.Null, "as the holder of a wanted port");
        Assert.That((await registry.FindHoldersAsync(8000))[0].Pid, Is.Null, "as the holder of the port");
        Assert.That((await registry.TestAsync(8000)).Reason, Does.Not.Contain("pid"), "in a sentence");
        Assert.That((await registry.ReleaseAsync(new PortQuery { Service = "web", ProjectId = "shop" }))[0].Pid, Is.Null, "given back");
    }
}
