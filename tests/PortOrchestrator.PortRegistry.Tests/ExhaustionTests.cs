namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>A pool that is used up.</summary>
internal sealed class ExhaustionTests : RegistryFixture
{
    private static readonly PortRange Pool = new(24000, 24005);

    [Test]
    public async Task AllocateAsync_PoolUsedUp_NamesWhoHoldsMostOfIt()
    {
        var registry = await OpenAsync(AllFree(), options: Options with { Pool = Pool });
        await FillAsync(registry);

        var result = await registry.AllocateAsync(Some.Request("late", Some.Project("new")));

        Assert.That((result.Outcome, result.Succeeded, result.Examined), Is.EqualTo((PortOutcome.PoolExhausted, false, 6)));
        Assert.That(result.TopHolders, Is.EqualTo(new[]
        {
            new PortUsage("blog", "main", "/src/blog", 3), new PortUsage("shop", "main", "/src/shop", 2), new PortUsage("shop", "tree", "/src/shop-tree", 1),
        }));
        Assert.That(result.Reason, Is.EqualTo(
            "No port of 24000-24005 is free for 'late' (6 were looked at, most of them held by 'blog' with 3, 'shop' with 2, 'shop'/tree with 1); "
            + "release some (portorch port list, portorch port prune) or name a wider range."));
        Assert.That((await registry.AllocateAsync(Some.Request("s0", Some.Project("blog")))).Outcome, Is.EqualTo(PortOutcome.Existing), "who has a port keeps it");
    }

    [Test]
    public async Task AllocateAsync_PoolUsedUpAndOneReleased_HasRoomAgainOnceThatHasRested()
    {
        var registry = await OpenAsync(AllFree(), options: Options with { Pool = Pool });
        await FillAsync(registry);
        var freed = (await registry.ReleaseAsync(new PortQuery { ProjectId = "blog", Service = "s1" })).Single().Port;

        Clock.Advance(TimeSpan.FromSeconds(14));
        var early = await registry.AllocateAsync(Some.Request("late"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await registry.AllocateAsync(Some.Request("late"));

        Assert.That(early.Outcome, Is.EqualTo(PortOutcome.PoolExhausted));
        Assert.That(early.Candidates.Single(c => c.Port == freed).Verdict, Is.EqualTo(PortCandidateVerdict.Resting));
        Assert.That((late.Outcome, late.Allocation!.Port), Is.EqualTo((PortOutcome.Allocated, freed)));
    }

    [Test]
    public async Task AllocateAsync_PoolUsedUpByForeignListeners_RecoversWhenTheyEnd()
    {
        var busy = await OpenAsync(AllFreeBut([.. Enumerable.Range(Pool.First, Pool.Count)]), options: Options with { Pool = Pool });
        var none = await busy.AllocateAsync(Some.Request());
        var free = await OpenAsync(AllFree(), options: Options with { Pool = Pool });

        Assert.That((none.Outcome, none.TopHolders.Count), Is.EqualTo((PortOutcome.PoolExhausted, 0)));
        Assert.That((await free.AllocateAsync(Some.Request())).Outcome, Is.EqualTo(PortOutcome.Allocated));
    }

    private static async Task FillAsync(IPortRegistry registry)
    {
        for (var i = 0; i < 3; i++) await registry.AllocateAsync(Some.Request($"s{i}", Some.Project("blog")));
        for (var i = 0; i < 2; i++) await registry.AllocateAsync(Some.Request($"s{i}", Some.Project()));
        await registry.AllocateAsync(Some.Request("s0", Some.Project(checkout: "tree")));
    }
}
