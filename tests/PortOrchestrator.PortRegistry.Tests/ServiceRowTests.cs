namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class ServiceRowTests : RegistryFixture
{
    private static readonly ProjectIdentity Shop = Some.Project();

    [Test]
    public async Task RecordServicesAsync_StateHealthAndPid_AppearInTheAllocation()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Request());
        Assert.That(await registry.FindAsync(Some.Request().Key), Has.Property("State").Null.And.Property("Pid").Null);

        await registry.RecordServicesAsync(Shop, [Web(ServiceState.Running, 815)]);

        var found = await registry.FindAsync(Some.Request().Key);
        Assert.That((found!.State, found.Health, found.Pid), Is.EqualTo(((ServiceState?)ServiceState.Running, (ServiceHealth?)ServiceHealth.Healthy, (int?)815)));
    }

    [Test]
    public async Task RecordServicesAsync_Again_ReplacesTheCheckoutsRowsAlone()
    {
        var registry = await OpenAsync(AllFree());
        await registry.RecordServicesAsync(Some.Project("blog"), [Web(ServiceState.Running, 1)]);
        await registry.RecordServicesAsync(Shop, [Web(ServiceState.Running, 2), Web(ServiceState.Running, 3) with { Service = "api" }]);

        await registry.RecordServicesAsync(Shop, [Web(ServiceState.Stopped, null)]);

        Assert.That(
            SqliteFile.Query(RegistryFile, "SELECT service, replica, project, checkout, port, pid, state, health FROM services ORDER BY project"),
            Is.EqualTo(["web|0|blog|main||1|running|healthy", "web|0|shop|main|||stopped|healthy"]));
    }

    [Test]
    public async Task Views_AllocatedAndRunning_ShowWhatTheDocumentationPromises()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(8000) with { Replica = 1 });
        await registry.AllocateAsync(Some.Request("released"));
        await registry.ReleaseAsync(new PortQuery { Service = "released" });
        await registry.RecordServicesAsync(Shop, [Web(ServiceState.Running, 815) with { Replica = 1 }]);

        Assert.That(
            SqliteFile.Query(RegistryFile, "SELECT service, replica, project, checkout, port, pid, state, health FROM services"),
            Is.EqualTo(["web|1|shop|main|8000|815|running|healthy"]));
        Assert.That(
            SqliteFile.Query(RegistryFile, "SELECT service, replica, project, checkout, port, pid, state, health, mode, protocol, allocated_at FROM allocations"),
            Is.EqualTo(["web|1|shop|main|8000|815|running|healthy|exact|tcp|2026-03-01T12:00:00.000Z"]));
        Assert.That(() => SqliteFile.Run(RegistryFile, "DELETE FROM allocations"), Throws.Exception.With.Message.Contains("view"));
    }

    [Test]
    public async Task RegisterCheckoutAsync_Twice_KeepsOneRowWithTheLatestRoot()
    {
        var registry = await OpenAsync(AllFree());
        var feature = Some.Project(checkout: "feature") with { GitCommonDirectory = "/src/shop/.git" };
        await registry.RegisterCheckoutAsync(feature);

        await registry.RegisterCheckoutAsync(feature with { Root = "/moved" });

        Assert.That(await registry.ListCheckoutsAsync(), Is.EqualTo([feature with { Root = "/moved" }]));
    }

    private static ServiceSnapshot Web(ServiceState state, int? pid) =>
        new() { Name = "web", Service = "web", State = state, Health = ServiceHealth.Healthy, Pid = pid };
}
