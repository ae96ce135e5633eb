using System.Diagnostics;
using PortOrchestrator.PortRegistry.Processes;

namespace PortOrchestrator.PortRegistry.Tests.Collection;

internal sealed class LeaseCollectionTests : CollectionFixture
{
    [TestCase(OwnerState.Dead, 0)]
    [TestCase(OwnerState.Alive, 1)]
    [TestCase(OwnerState.Unknown, 1)]
    public async Task PruneAsync_LeaseOfAProcess_GoesOnlyWithIt(OwnerState owner, int left)
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Lease());
        Processes(owner);

        var wouldBe = await registry.PruneAsync(dryRun: true);
        Assert.That(await registry.ListAsync(), Has.Count.EqualTo(1));
        var collected = await registry.PruneAsync();

        Assert.That(collected, Is.EqualTo(wouldBe).And.Count.EqualTo(1 - left));
        Assert.That(await registry.ListAsync(), Has.Count.EqualTo(left));
    }

    [Test]
    public async Task PruneAsync_SomebodyListensOnADeadOwnersPort_KeepsTheLease()
    {
        var registry = await OpenAsync();
        var port = (await registry.AllocateAsync(Lease())).Allocation!.Port;
        Processes(OwnerState.Dead);
        Sockets.Ports(PortProtocol.Tcp).Returns(new HashSet<int> { port });

        Assert.That(await registry.PruneAsync(), Is.Empty);
    }

    [Test]
    public async Task PruneAsync_StableAllocationOfADeadProcess_IsKept()
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Some.Request());
        Processes(OwnerState.Dead);

        Assert.That(await registry.PruneAsync(), Is.Empty);
    }

    [Test]
    public async Task PruneAsync_OneOfTwoOwnersLives_KeepsTheLease()
    {
        using var sleeper = Process.Start("sleep", "60")!;
        try
        {
            var registry = await OpenAsync();
            await registry.AllocateAsync(Lease());
            await registry.AllocateAsync(Lease() with { OwnerPid = sleeper.Id });
            Owners.Look(Arg.Is<OwnerIdentity>(o => o.Pid != sleeper.Id)).Returns(OwnerState.Dead);

            Assert.That(await registry.PruneAsync(), Is.Empty);
            Processes(OwnerState.Dead);
            Assert.That(await registry.PruneAsync(), Has.Count.EqualTo(1));
        }
        finally
        {
            sleeper.Kill();
        }
    }

    [Test]
    public async Task PruneAsync_TimeToLive_EndsByTheTimeThatPassed([Values(-30, 0, 30)] int clockJump)
    {
        var clock = new JumpingClock(Clock);
        var registry = await OpenAsync(AllFree(), Sockets, owners: Owners, options: Options with { TimeProvider = clock });
        await registry.AllocateAsync(Lease(timeToLive: TimeSpan.FromMinutes(10)));
        clock.Jump = TimeSpan.FromDays(clockJump);

        Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.That(await registry.PruneAsync(), Is.Empty);
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await registry.PruneAsync(), Has.Count.EqualTo(1));
    }

    [TestCase(9, 0)]
    [TestCase(11, 1)]
    public async Task PruneAsync_TimeToLiveOfAnotherBoot_EndsByTheWallClock(int minutes, int collected)
    {
        var registry = await OpenAsync();
        await registry.AllocateAsync(Lease(timeToLive: TimeSpan.FromMinutes(10)));
        SqliteFile.Run(RegistryFile, "UPDATE lease_owners SET boot_id = 'another', expires_tick = 9000000000000000");
        Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.That(await registry.PruneAsync(), Has.Count.EqualTo(collected));
    }

    [Test]
    [Platform("Linux")]
    public async Task PruneAsync_RealProcess_IsToldFromOneThatReusedItsNumberAndFromAnotherBoot(
        [Values("started = started - 1", "boot_id = 'another'")] string difference)
    {
        var registry = await OpenAsync(AllFree(), Sockets);
        await registry.AllocateAsync(Lease());
        Assert.That(await registry.PruneAsync(), Is.Empty);
        SqliteFile.Run(RegistryFile, $"UPDATE lease_owners SET {difference}");

        Assert.That(await registry.PruneAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task AllocateAsync_LeaseOfADeadOwner_IsRenewedForTheNextOne()
    {
        var registry = await OpenAsync();
        var first = await registry.AllocateAsync(Lease());
        SqliteFile.Run(RegistryFile, "UPDATE lease_owners SET pid = 99999999");
        Owners.Look(Arg.Is<OwnerIdentity>(o => o.Pid == 99999999)).Returns(OwnerState.Dead);

        var again = await registry.AllocateAsync(Lease());

        Assert.That((again.Outcome, again.Allocation!.Port, again.Allocation.OwnerPid), Is.EqualTo((PortOutcome.Existing, first.Allocation!.Port, (int?)Environment.ProcessId)));
        Assert.That(await registry.PruneAsync(), Is.Empty);
    }
}
