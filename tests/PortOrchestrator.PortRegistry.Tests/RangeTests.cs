namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>A project's own range: its ports are chosen there, and nobody else's are.</summary>
internal sealed class RangeTests : RegistryFixture
{
    private static readonly PortRange Pool = new(24000, 24039);
    private static readonly PortRange Own = new(24010, 24029);
    private static readonly ProjectIdentity Shop = Some.Project();
    private static readonly ProjectIdentity Blog = Some.Project("blog");

    [TestCase(true)]
    [TestCase(false)]
    public async Task AllocateAsync_ProjectWithARange_GetsItsPortsThereAndNobodyElseDoes(bool isRecorded)
    {
        var options = Options with { Pool = Pool };
        var registry = await OpenAsync(AllFree(), options: isRecorded ? options : options with { ProjectRanges = new Dictionary<string, PortRange> { ["shop"] = Own } });
        if (isRecorded) await registry.SetProjectRangeAsync(Shop, Own);

        var own = await AllocateAsync(registry, Shop, 5);
        var tree = await AllocateAsync(registry, Some.Project(checkout: "tree"), 5);
        var others = await AllocateAsync(registry, Blog, Pool.Count - Own.Count);
        var none = await registry.AllocateAsync(Some.Request("late", Blog));

        Assert.That(own.Concat(tree), Is.EqualTo(Enumerable.Range(24010, 10)), "upward from the start of the range");
        Assert.That(others, Is.EquivalentTo(Enumerable.Range(24000, 10).Concat(Enumerable.Range(24030, 10))));
        Assert.That(none.Outcome, Is.EqualTo(PortOutcome.PoolExhausted), "ten ports of the range are free, and not for others");
        Assert.That(none.Candidates.Where(c => c.Verdict == PortCandidateVerdict.OtherRange).Select(c => c.Owner), Is.Not.Empty.And.All.EqualTo("shop"));
    }

    [Test]
    public async Task AllocateAsync_FollowingPortsLieInAnothersRange_AreSkipped()
    {
        var registry = await OpenAsync(AllFreeBut(24009));
        await registry.SetProjectRangeAsync(Shop, Own);

        var result = await registry.AllocateAsync(Some.Prefer(24009, project: Blog));

        Assert.That(result.Allocation!.Port, Is.EqualTo(24030));
    }

    [TestCase(PortMode.Exact)]
    [TestCase(PortMode.Prefer)]
    public async Task AllocateAsync_NumberWrittenInAnothersRange_IsHonouredWithAWarning(PortMode mode)
    {
        var registry = await OpenAsync(AllFree());
        await registry.SetProjectRangeAsync(Shop, Own);

        var result = await registry.AllocateAsync(Some.Request(project: Blog) with { Mode = mode, Port = 24015 });

        Assert.That(result.Allocation!.Port, Is.EqualTo(24015));
        Assert.That(result.Warning, Is.EqualTo("Port 24015 lies in the range of project 'shop'."));
    }

    [Test]
    public async Task AllocateAsync_NumberWrittenOutsideOfTheOwnRange_IsHonouredWithAWarning()
    {
        var registry = await OpenAsync(AllFree());
        await registry.SetProjectRangeAsync(Shop, Own);

        var result = await registry.AllocateAsync(Some.Exact(8000));

        Assert.That(result.Warning, Is.EqualTo("Port 8000 lies outside the range 24010-24029 of 'web'."));
    }

    [Test]
    public async Task AllocateAsync_PortGivenBeforeTheRangeWasSet_StaysWhereItIs()
    {
        var registry = await OpenAsync(AllFree());
        var others = await registry.AllocateAsync(Some.Exact(24015, project: Blog));
        var own = await registry.AllocateAsync(Some.Exact(24035));
        await registry.SetProjectRangeAsync(Shop, Own);

        Assert.That((await registry.AllocateAsync(Some.Request(project: Blog))).Allocation!.Port, Is.EqualTo(others.Allocation!.Port));
        Assert.That((await registry.AllocateAsync(Some.Request())).Allocation!.Port, Is.EqualTo(own.Allocation!.Port));
    }

    [Test]
    public async Task AllocateAsync_LastPortInWhatIsNowAnothersRange_IsStillTheOwners()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(24015, project: Blog));
        await registry.ReleaseAsync(new PortQuery { ProjectId = "blog" });
        await registry.SetProjectRangeAsync(Shop, Own);

        Assert.That((await registry.AllocateAsync(Some.Request(project: Blog))).Allocation!.Port, Is.EqualTo(24015));
    }

    [Test]
    public async Task SetProjectRangeAsync_TakenAway_LeavesTheNumbersToAll()
    {
        var registry = await OpenAsync(AllFree(), options: Options with { Pool = Own });
        await registry.SetProjectRangeAsync(Shop, Own);
        Assert.That((await registry.AllocateAsync(Some.Request(project: Blog))).Outcome, Is.EqualTo(PortOutcome.PoolExhausted));

        await registry.SetProjectRangeAsync(Some.Project(checkout: "tree"), null);

        Assert.That((await registry.AllocateAsync(Some.Request(project: Blog))).Succeeded, Is.True);
    }

    [Test]
    public async Task SetProjectRangeAsync_WhatIsRecorded_GoesBeforeTheOptions()
    {
        var ranges = new Dictionary<string, PortRange> { ["shop"] = new(24000, 24009) };
        var registry = await OpenAsync(AllFree(), options: Options with { Pool = Pool, ProjectRanges = ranges });
        await registry.SetProjectRangeAsync(Shop, Own);

        Assert.That(await AllocateAsync(registry, Shop, 1), Is.EqualTo([24010]));
        Assert.That(await AllocateAsync(registry, Blog, 20), Is.EquivalentTo(Enumerable.Range(24000, 10).Concat(Enumerable.Range(24030, 10))));
    }

    [Test]
    public async Task SetProjectRangeAsync_NothingNew_WritesNothing()
    {
        var registry = await OpenAsync(AllFree());
        await registry.SetProjectRangeAsync(Shop, Own);
        // While this connection holds the write lock, a call that wrote would wait for it.
        using var writer = SqliteFile.LockForWriting(RegistryFile);

        await registry.SetProjectRangeAsync(Shop, Own).WaitAsync(TimeSpan.FromSeconds(5));
        await registry.SetProjectRangeAsync(Blog, null).WaitAsync(TimeSpan.FromSeconds(5));

        Assert.That(async () => await registry.SetProjectRangeAsync(Shop, null, new CancellationTokenSource(200).Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(24000, 24010, true)]
    [TestCase(24015, 24016, true)]
    [TestCase(24029, 24040, true)]
    [TestCase(24000, 24009, false)]
    [TestCase(24030, 24040, false)]
    public async Task SetProjectRangeAsync_RangesThatMeet_AreTold(int first, int last, bool overlap)
    {
        var registry = await OpenAsync(AllFree());
        await registry.SetProjectRangeAsync(Shop, Own);

        var told = await registry.SetProjectRangeAsync(Blog, new PortRange(first, last));

        Assert.That(told, Is.EqualTo(overlap ? [new ProjectPortRange("shop", Own)] : Array.Empty<ProjectPortRange>()));
        Assert.That(await registry.SetProjectRangeAsync(Blog, null), Is.Empty);
    }

    [Test]
    public async Task AllocateAsync_RangesThatOverlap_GiveEachPortOnce()
    {
        var registry = await OpenAsync(AllFree());
        await registry.SetProjectRangeAsync(Shop, Own);
        await registry.SetProjectRangeAsync(Blog, Own);

        var ports = (await AllocateAsync(registry, Shop, 10)).Concat(await AllocateAsync(registry, Blog, 10));

        Assert.That(ports, Is.EquivalentTo(Enumerable.Range(Own.First, Own.Count)));
    }

    [Test]
    public async Task SetProjectRangeAsync_NoRange_IsRefused()
    {
        var registry = await OpenAsync(AllFree());

        Assert.That(async () => await registry.SetProjectRangeAsync(Shop, new PortRange(9, 8)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static async Task<List<int>> AllocateAsync(IPortRegistry registry, ProjectIdentity project, int count)
    {
        var ports = new List<int>();
        for (var i = 0; i < count; i++) ports.Add((await registry.AllocateAsync(Some.Request($"service{i}", project))).Allocation!.Port);
        return ports;
    }
}
