using PortOrchestrator.PortRegistry.Processes;

namespace PortOrchestrator.PortRegistry.Tests.Collection;

internal sealed class LazyCollectionTests : CollectionFixture
{
    [Test]
    public async Task AllocateAsync_DeadLeaseInTheFile_IsCollectedInPassing()
    {
        await using (var first = await SqlitePortRegistry.OpenAsync(Options with { ReadOnly = false })) await first.AllocateAsync(Lease("old"));
        SqliteFile.Run(RegistryFile, "DELETE FROM meta WHERE key = 'collected_tick'");
        Processes(OwnerState.Dead);
        var second = await OpenAsync(AllFree(), Sockets, owners: Owners, collectsInPassing: true);
        await second.AllocateAsync(Some.Request());

        await second.DisposeAsync();

        Assert.That(SqliteFile.Query(RegistryFile, "SELECT service FROM allocations"), Is.EqualTo(["web"]));
    }

    [TestCase(29, 1)]
    [TestCase(31, 0)]
    public async Task AllocateAsync_AnotherProcessCollectedAMomentAgo_WaitsForTheNextTurn(int seconds, int left)
    {
        await using (var first = await SqlitePortRegistry.OpenAsync(Options)) await first.AllocateAsync(Lease("old"));
        Processes(OwnerState.Dead);
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        var second = await OpenAsync(AllFree(), Sockets, owners: Owners, collectsInPassing: true);
        await second.AllocateAsync(Some.Request());

        await second.DisposeAsync();

        Assert.That(SqliteFile.Query(RegistryFile, "SELECT service FROM allocations WHERE service = 'old'"), Has.Count.EqualTo(left));
    }

    [Test]
    public async Task AllocateAsync_PoolFullOfDeadLeases_CollectsThemAndTriesOnceMore()
    {
        var registry = await OpenAsync(AllFree(), Sockets, owners: Owners, options: Options with { Pool = new PortRange(20000, 20001) });
        await registry.AllocateAsync(Lease("a"));
        await registry.AllocateAsync(Lease("b"));
        Assert.That((await registry.AllocateAsync(Some.Request())).Outcome, Is.EqualTo(PortOutcome.PoolExhausted));
        Processes(OwnerState.Dead);

        var result = await registry.AllocateAsync(Some.Request());

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Allocated));
        Assert.That((await registry.ListAsync()).Select(a => a.Service), Is.EqualTo(["web"]));
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task DisposeAsync_AnotherProcessHoldsTheLock_DoesNotHang(CancellationToken cancellationToken)
    {
        var registry = await SqlitePortRegistry.OpenAsync(Options with { TimeProvider = TimeProvider.System }, cancellationToken);
        await registry.AllocateAsync(Some.Request(), cancellationToken);
        using (SqliteFile.LockForWriting(RegistryFile))
            await registry.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15), cancellationToken);
    }
}
