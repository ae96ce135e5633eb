using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Leases and ephemeral ports of real processes.</summary>
[CancelAfter(60_000)]
internal sealed class LeaseTests : RegistryFixture
{
    [Test]
    public async Task AllocateAsync_LeaseWithoutAnOwner_IsThisProcesss()
    {
        var registry = await OpenAsync(AllFree());

        var result = await registry.AllocateAsync(Lease());

        Assert.That((result.Allocation!.Persistence, result.Allocation.OwnerPid), Is.EqualTo((PortPersistence.Lease, (int?)Environment.ProcessId)));
        Assert.That(await registry.ListAsync(), Is.EqualTo([result.Allocation]));
        Assert.That(await registry.PruneAsync(), Is.Empty);
    }

    [Test]
    [Platform("Linux")]
    public async Task PruneAsync_OwnerEnds_TakesTheLeaseAndLetsThePortRestForAMinute()
    {
        var tiny = new PortRange(24000, 24001);
        var registry = await OpenAsync(AllFree());
        using var owner = Process.Start("sleep", "60");
        var port = (await registry.AllocateAsync(Lease() with { OwnerPid = owner.Id, Range = tiny })).Allocation!.Port;
        Assert.That(await registry.PruneAsync(), Is.Empty);
        owner.Kill();
        owner.WaitForExit();

        Assert.That((await registry.PruneAsync()).Select(a => a.Port), Is.EqualTo([port]));

        Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.That((await registry.AllocateAsync(Some.Request("early") with { Range = tiny })).Allocation!.Port, Is.Not.EqualTo(port));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await registry.AllocateAsync(Some.Request("late") with { Range = tiny })).Allocation!.Port, Is.EqualTo(port));
    }

    [Test]
    public async Task AllocateAsync_LeaseAskedForAgain_IsRenewed()
    {
        var registry = await OpenAsync(AllFree());
        var request = Lease() with { TimeToLive = TimeSpan.FromMinutes(10) };
        var first = await registry.AllocateAsync(request);
        Clock.Advance(TimeSpan.FromMinutes(9));
        var again = await registry.AllocateAsync(request);
        Clock.Advance(TimeSpan.FromMinutes(9));

        Assert.That((again.Outcome, again.Allocation!.Port, again.Allocation.OwnerPid), Is.EqualTo((PortOutcome.Existing, first.Allocation!.Port, (int?)null)));
        Assert.That(await registry.PruneAsync(), Is.Empty);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await registry.PruneAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task AllocateAsync_LeaseThatIsNowWantedForGood_Stays()
    {
        var registry = await OpenAsync(AllFree());
        var leased = await registry.AllocateAsync(Lease() with { TimeToLive = TimeSpan.FromSeconds(1) });

        var stable = await registry.AllocateAsync(Some.Request());

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.That((stable.Allocation!.Port, stable.Allocation.Persistence), Is.EqualTo((leased.Allocation!.Port, PortPersistence.Stable)));
        Assert.That(await registry.PruneAsync(), Is.Empty);
    }

    [Test]
    public async Task AllocateAsync_StableOneAskedForAsALease_StaysStable()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Request());

        var result = await registry.AllocateAsync(Lease() with { TimeToLive = TimeSpan.FromSeconds(1) });

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(result.Allocation!.Persistence, Is.EqualTo(PortPersistence.Stable));
        Assert.That(await registry.PruneAsync(), Is.Empty);
    }

    [Test]
    public async Task AllocateAsync_OwnerThatDoesNotRun_IsRefused()
    {
        var registry = await OpenAsync(AllFree());

        var error = Assert.ThrowsAsync<PortOrchestratorException>(() => registry.AllocateAsync(Lease() with { OwnerPid = 1 << 30 }));

        Assert.That(error!.Code, Is.EqualTo(ErrorCode.InvalidArgument));
        Assert.That(await registry.ListAsync(), Is.Empty);
    }

    [TestCase(PortProtocol.Tcp)]
    [TestCase(PortProtocol.Udp)]
    public async Task AllocateAsync_Ephemeral_IsAPortOfTheSystemsRange(PortProtocol protocol)
    {
        var registry = await OpenAsync();
        var ephemeral = EphemeralRange();

        var results = new List<PortAllocationResult>();
        for (var i = 0; i < 20; i++)
            results.Add(await registry.AllocateAsync(Some.Request($"s{i}") with { Persistence = PortPersistence.Ephemeral, Protocol = protocol }));

        Assert.That(results.Select(r => r.Allocation!.Port), Is.Unique.And.All.InRange(ephemeral.First, ephemeral.Last));
        Assert.That(results.Select(r => r.Allocation!.Persistence), Is.All.EqualTo(PortPersistence.Ephemeral));
        Assert.That(results[0].Candidates[^1].Origin, Is.EqualTo(PortOrigin.System));
        var again = await registry.AllocateAsync(Some.Request("s0") with { Persistence = PortPersistence.Ephemeral, Protocol = protocol });
        Assert.That((again.Outcome, again.Allocation!.Port), Is.EqualTo((PortOutcome.Existing, results[0].Allocation!.Port)));
    }

    private static IEnumerable<PortRequest> Nonsense()
    {
        yield return Some.Request() with { TimeToLive = TimeSpan.FromSeconds(1) };
        yield return Some.Request() with { OwnerPid = 1 };
        yield return Lease() with { TimeToLive = TimeSpan.Zero };
        yield return Some.Exact(24000) with { Persistence = PortPersistence.Ephemeral };
        yield return Some.Request() with { Persistence = PortPersistence.Ephemeral, Range = new PortRange(24000, 24001) };
    }

    [TestCaseSource(nameof(Nonsense))]
    public async Task AllocateAsync_ContradictoryLease_IsRefused(PortRequest request)
    {
        var registry = await OpenAsync(AllFree());

        Assert.That(async () => await registry.AllocateAsync(request), Throws.InstanceOf<ArgumentException>());
    }

    private static PortRequest Lease() => Some.Request() with { Persistence = PortPersistence.Lease };

    private static PortRange EphemeralRange()
    {
        if (!OperatingSystem.IsLinux()) return new PortRange(1024, 65535);
        var bounds = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new PortRange(int.Parse(bounds[0]), int.Parse(bounds[1]));
    }
}
