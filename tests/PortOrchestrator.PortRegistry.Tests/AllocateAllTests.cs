namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Several requests at once, each for itself.</summary>
internal sealed class AllocateAllTests : RegistryFixture
{
    [Test]
    public async Task AllocateAllAsync_Mixed_AnswersEachInItsPlaceAsIfAskedAlone()
    {
        var registry = await OpenAsync(AllFreeBut(5000));
        var held = (await registry.AllocateAsync(Some.Request("web"))).Allocation!.Port;
        await registry.AllocateAsync(Some.Exact(6000, "db", Some.Project("blog")));

        var results = await registry.AllocateAllAsync(
            [Some.Exact(5000, "strange"), Some.Request("web"), Some.Prefer(6000, "taken"), Some.Exact(7000, "new"), Some.Exact(7000, "late"), Some.Exact(7000, "new")]);

        Assert.That(results.Select(r => r.Outcome), Is.EqualTo(new[]
        {
            PortOutcome.Conflict, PortOutcome.Existing, PortOutcome.Allocated, PortOutcome.Allocated, PortOutcome.Conflict, PortOutcome.Existing,
        }));
        Assert.That(results[0].Reason, Does.Contain("5000").And.Contain("strange"));
        Assert.That(results[1].Allocation!.Port, Is.EqualTo(held));
        Assert.That(results[2].Allocation!.Port, Is.Not.EqualTo(6000));
        Assert.That(results[4].Holder!.Allocation!.Service, Is.EqualTo("new"), "earlier ones choose first");
        Assert.That((await registry.ListAsync(new PortQuery { ProjectId = "shop" })).Select(a => a.Service), Is.EquivalentTo(new[] { "web", "taken", "new" }));
    }

    [Test]
    public async Task AllocateAllAsync_PoolForSome_GivesWhatThereIsAndRefusesTheRest()
    {
        var registry = await OpenAsync(AllFree(), options: Options with { Pool = new PortRange(24000, 24002) });

        var results = await registry.AllocateAllAsync([.. Enumerable.Range(0, 5).Select(i => Some.Request($"s{i}"))]);

        Assert.That(results.Count(r => r.Outcome == PortOutcome.Allocated), Is.EqualTo(3));
        Assert.That(results.Skip(3).Select(r => r.Outcome), Is.All.EqualTo(PortOutcome.PoolExhausted));
        Assert.That(results.Take(3).Select(r => r.Allocation!.Port).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task AllocateAllAsync_NoneOrABadOne_WritesNothing()
    {
        var registry = await OpenAsync(AllFree());

        Assert.That(await registry.AllocateAllAsync([]), Is.Empty);
        Assert.That(async () => await registry.AllocateAllAsync([Some.Request("web"), Some.Exact(70000, "bad")]), Throws.InstanceOf<ArgumentException>());
        Assert.That(await registry.ListAsync(), Is.Empty);
    }
}
