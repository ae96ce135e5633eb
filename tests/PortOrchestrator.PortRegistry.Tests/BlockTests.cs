using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Ports that move together.</summary>
internal sealed class BlockTests : RegistryFixture
{
    private static readonly PortBlockMember[] Three = [Member("db", 24100), Member("cache", 24200), Member("web")];

    [Test]
    public async Task AllocateBlockAsync_NumbersAreFree_AreGivenAsWritten()
    {
        var registry = await OpenAsync(AllFree());

        var result = await registry.AllocateBlockAsync(Block(Three));

        Assert.That((result.Outcome, result.Offset, result.Reason), Is.EqualTo((PortOutcome.Allocated, (int?)0, (string?)null)));
        Assert.That(result.Allocations.Select(a => (a.Service, a.Port)), Is.EqualTo([("db", 24100), ("cache", 24200), ("web", 24201)]), "without a number it follows the member before");
        Assert.That(await registry.ListAsync(), Is.EquivalentTo(result.Allocations));
    }

    [Test]
    public async Task AllocateBlockAsync_OneNumberIsTaken_MovesAllByOneOffset()
    {
        var registry = await OpenAsync(AllFreeBut(24201, 24202));
        await registry.AllocateAsync(Some.Exact(24100, "other", Some.Project("blog")));

        var result = await registry.AllocateBlockAsync(Block(Three));

        Assert.That(result.Allocations.Select(a => a.Port), Is.EqualTo([24103, 24203, 24204]));
        Assert.That(result.Offset, Is.EqualTo(3));
        Assert.That(result.Candidates.Select(c => (c.Port, c.Verdict)), Is.EqualTo(new[]
        {
            (24100, PortCandidateVerdict.Allocated), (24201, PortCandidateVerdict.InUse), (24202, PortCandidateVerdict.InUse),
        }));
        Assert.That(result.Reason, Is.EqualTo("Port 24100 is not to be had, so all 3 ports lie 3 above their wanted numbers."));
    }

    [Test]
    public async Task AllocateBlockAsync_LinkedWorktree_LeavesTheNumbersToTheMainCheckout()
    {
        var registry = await OpenAsync(AllFree());

        var tree = await registry.AllocateBlockAsync(Block(Three) with { Project = Some.Project(checkout: "tree") });
        var main = await registry.AllocateBlockAsync(Block(Three));

        Assert.That((tree.Offset, main.Offset), Is.EqualTo(((int?)2, (int?)0)), "at 1, the tree's cache would have the number that is main's web's");
    }

    [Test]
    public async Task AllocateBlockAsync_NoRoomForAll_GivesNone()
    {
        var registry = await OpenAsync(AllFreeBut(24002));
        var block = Block(Member("a"), Member("b"), Member("c")) with { Range = new PortRange(24000, 24004) };

        var result = await registry.AllocateBlockAsync(block);

        Assert.That((result.Outcome, result.Succeeded, result.Allocations.Count), Is.EqualTo((PortOutcome.PoolExhausted, false, 0)));
        Assert.That(result.Reason, Does.Contain("all 3 ports of a, b, c").And.Contain("24000-24004").And.Contain("portorch port prune"));
        Assert.That(await registry.ListAsync(), Is.Empty);
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT count(*) FROM claims"), Is.EqualTo(["0"]));
    }

    [Test]
    public async Task AllocateBlockAsync_Again_GivesTheSameWithoutLookingAtPorts()
    {
        var probe = AllFree();
        var registry = await OpenAsync(probe);
        var first = await registry.AllocateBlockAsync(Block(Three));
        probe.ClearReceivedCalls();

        var again = await registry.AllocateBlockAsync(Block(Three));

        Assert.That(again.Outcome, Is.EqualTo(PortOutcome.Existing));
        Assert.That((again.Offset, again.Allocations), Is.EqualTo((first.Offset, first.Allocations)));
        Assert.That(probe.ReceivedCalls(), Is.Empty);
    }

    [Test]
    public async Task AllocateBlockAsync_MemberAddedLater_FollowsTheOthers()
    {
        var registry = await OpenAsync(AllFreeBut(24100));
        await registry.AllocateBlockAsync(Block(Three));

        var grown = await registry.AllocateBlockAsync(Block([.. Three, Member("admin", 24300)]));

        Assert.That((grown.Outcome, grown.Offset), Is.EqualTo((PortOutcome.Allocated, (int?)1)));
        Assert.That(grown.Allocations.Select(a => a.Port), Is.EqualTo([24101, 24201, 24202, 24301]));
    }

    [Test]
    public async Task AllocateBlockAsync_PlaceOfTheNewMemberIsTaken_IsAConflictThatNamesTheHolderAndMovesNobody()
    {
        var sockets = Substitute.For<ISocketTable>();
        sockets.Find(24300, PortProtocol.Tcp).Returns([new SocketListener("::", 24300, 4711, "node admin.js", "ada")]);
        var registry = await OpenAsync(AllFreeBut(24300), sockets);
        var before = await registry.AllocateBlockAsync(Block(Three));

        var refused = await registry.AllocateBlockAsync(Block([.. Three, Member("admin", 24300)]));

        Assert.That((refused.Outcome, refused.Succeeded, refused.Holder!.Pid), Is.EqualTo((PortOutcome.Conflict, false, (int?)4711)));
        Assert.That(refused.Reason, Does.StartWith("'admin' cannot join its block: the others lie at offset 0, and port 24300 is held by node admin.js (pid 4711)")
            .And.Contain("portorch port release db; portorch port release cache"));
        Assert.That(await registry.ListAsync(), Is.EquivalentTo(before.Allocations));
    }

    [Test]
    public async Task AllocateBlockAsync_PlaceOfTheNewMemberIsAnotherProjects_NamesIt()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateBlockAsync(Block(Three));
        await registry.AllocateAsync(Some.Exact(24300, "site", Some.Project("blog")));

        var refused = await registry.AllocateBlockAsync(Block([.. Three, Member("admin", 24300)]));

        Assert.That(refused.Holder!.Allocation!.Project, Is.EqualTo("blog"));
        Assert.That(refused.Reason, Does.Contain("service 'site' of project 'blog'"));
    }

    [Test]
    public async Task AllocateBlockAsync_MembersWithoutANumber_KeepOutOfTheWayOfThoseWithOne()
    {
        var registry = await OpenAsync(AllFree());

        var result = await registry.AllocateBlockAsync(Block(Member("a"), Member("b", 24101), Member("c"), Member("d", 24100), Member("e", 24102)));

        Assert.That(result.Allocations.Select(a => a.Port), Is.EqualTo([24103, 24101, 24104, 24100, 24102]));
    }

    [Test]
    public async Task AllocateBlockAsync_LeaseJoinsABlockThatStays_StaysToo()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(24100, "db") with { Persistence = PortPersistence.Lease, TimeToLive = TimeSpan.FromMinutes(1) });

        var result = await registry.AllocateBlockAsync(Block(Three));

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(result.Allocations.Select(a => a.Persistence), Is.All.EqualTo(PortPersistence.Stable));
        Assert.That(await registry.PruneAsync(), Is.Empty);
    }

    [Test]
    public async Task AllocateBlockAsync_MembersThatWereAllocatedOneByOne_KeepTheirPortsAndItSaysSo()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(24500, "a"));
        await registry.AllocateAsync(Some.Exact(24510, "b"));

        var result = await registry.AllocateBlockAsync(Block(Member("a"), Member("b")));

        Assert.That((result.Outcome, result.Offset), Is.EqualTo((PortOutcome.Existing, (int?)null)));
        Assert.That(result.Allocations.Select(a => a.Port), Is.EqualTo([24500, 24510]));
        Assert.That(result.Reason, Does.Contain("do not lie at one offset"));
    }

    [Test]
    public async Task AllocateBlockAsync_NothingWritten_LiesInTheProjectsRangeElseInThePool()
    {
        var registry = await OpenAsync(AllFree());
        var pooled = await registry.AllocateBlockAsync(Block(Member("a"), Member("b")));
        var blog = Some.Project("blog");
        await registry.SetProjectRangeAsync(blog, new PortRange(24000, 24003));

        var ranged = await registry.AllocateBlockAsync(Block(Member("a"), Member("b")) with { Project = blog });

        Assert.That(pooled.Allocations.Select(a => a.Port), Is.All.InRange(20000, 28999).And.None.InRange(24000, 24003));
        Assert.That(pooled.Allocations[1].Port, Is.EqualTo(pooled.Allocations[0].Port + 1));
        Assert.That(ranged.Allocations.Select(a => a.Port), Is.EqualTo([24000, 24001]));
    }

    [Test]
    public async Task AllocateBlockAsync_OfAnotherProject_KeepsOutOfARange()
    {
        var registry = await OpenAsync(AllFree());
        await registry.SetProjectRangeAsync(Some.Project("blog"), new PortRange(24101, 24109));

        var result = await registry.AllocateBlockAsync(Block(Three) with { Project = Some.Project(checkout: "tree") });

        Assert.That(result.Offset, Is.EqualTo(10));
    }

    [Test]
    public async Task AllocateBlockAsync_Lease_GoesWithItsTime()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateBlockAsync(Block(Three) with { Persistence = PortPersistence.Lease, TimeToLive = TimeSpan.FromMinutes(10) });
        Clock.Advance(TimeSpan.FromMinutes(9));
        await registry.AllocateBlockAsync(Block(Three) with { Persistence = PortPersistence.Lease, TimeToLive = TimeSpan.FromMinutes(10) });
        Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.That(await registry.PruneAsync(), Is.Empty, "asked for again, it was renewed");

        Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.That((await registry.PruneAsync()).Select(a => a.Service), Is.EqualTo(["db", "cache", "web"]));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task AllocateBlockAsync_ManyAtOnceForTheSameNumbers_NeverOverlap()
    {
        var registries = new List<IPortRegistry>();
        for (var i = 0; i < 8; i++) registries.Add(await OpenAsync(Options with { TimeProvider = TimeProvider.System }));

        var blocks = await Task.WhenAll(registries.Select((r, i) => Task.Run(() => r.AllocateBlockAsync(Block(Three) with { Project = Some.Project($"p{i}") }))));

        Assert.That(blocks.SelectMany(b => b.Allocations).Select(a => a.Port).ToList(), Has.Count.EqualTo(24).And.Unique);
        foreach (var block in blocks)
            Assert.That(block.Allocations.Select(a => a.Port - block.Offset), Is.EqualTo(new int?[] { 24100, 24200, 24201 }));
    }

    private static IEnumerable<PortBlockRequest> Nonsense()
    {
        yield return Block();
        yield return Block(Member("a"), Member("a"));
        yield return Block(Member("a", 24100), Member("b", 24100));
        yield return Block(Member("a", 0));
        yield return Block(Member("a")) with { Persistence = PortPersistence.Ephemeral };
        yield return Block(Member("a")) with { TimeToLive = TimeSpan.FromSeconds(1) };
        yield return Block(Member("a")) with { Range = new PortRange(9, 8) };
    }

    [TestCaseSource(nameof(Nonsense))]
    public async Task AllocateBlockAsync_NoBlock_IsRefused(PortBlockRequest block)
    {
        var registry = await OpenAsync(AllFree());

        Assert.That(async () => await registry.AllocateBlockAsync(block), Throws.InstanceOf<ArgumentException>());
    }

    private static PortBlockMember Member(string service, int? port = null) => new() { Service = service, Port = port };

    private static PortBlockRequest Block(params PortBlockMember[] members) => new() { Project = Some.Project(), Members = members };
}
