namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class ReleaseTests : RegistryFixture
{
    private static readonly PortRange Tiny = new(24000, 24001);

    [Test]
    public async Task ReleaseAsync_ByService_ReturnsWhatItReleased()
    {
        var registry = await OpenAsync(AllFree());
        var web = await registry.AllocateAsync(Some.Request());
        await registry.AllocateAsync(Some.Request("api"));

        var released = await registry.ReleaseAsync(new PortQuery { ProjectId = "shop", Service = "web" });

        Assert.That(released, Is.EqualTo([web.Allocation]));
        Assert.That((await registry.ListAsync()).Select(a => a.Service), Is.EqualTo(["api"]));
        Assert.That(await registry.FindAsync(Some.Request().Key), Is.Null);
    }

    [Test]
    public async Task AllocateAsync_AfterARelease_GivesTheOwnerItsLastPortAtOnce()
    {
        var registry = await OpenAsync(AllFree());
        var before = await registry.AllocateAsync(Some.Prefer(8000));
        await registry.ReleaseAsync(new PortQuery { Service = "web" });

        var after = await registry.AllocateAsync(Some.Request());

        Assert.That(after.Outcome, Is.EqualTo(PortOutcome.Allocated));
        Assert.That(after.Allocation!.Port, Is.EqualTo(before.Allocation!.Port));
    }

    [Test]
    public async Task AllocateAsync_AfterARelease_TriesTheWrittenNumberBeforeTheLastPort()
    {
        var busy = await OpenAsync(AllFreeBut(8000));
        await busy.AllocateAsync(Some.Prefer(8000));
        await busy.ReleaseAsync(new PortQuery { Service = "web" });
        var stillBusy = await busy.AllocateAsync(Some.Prefer(8000));
        await busy.ReleaseAsync(new PortQuery { Service = "web" });

        var free = await (await OpenAsync(AllFree())).AllocateAsync(Some.Prefer(8000));

        Assert.That((stillBusy.Allocation!.Port, free.Allocation!.Port), Is.EqualTo((8001, 8000)));
    }

    [Test]
    public async Task AllocateAsync_FreedPort_RestsBeforeAnotherOwnerGetsIt()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Request("a") with { Range = Tiny });
        await registry.ReleaseAsync(new PortQuery { Service = "a" });

        Clock.Advance(TimeSpan.FromSeconds(14));
        var early = await registry.AllocateAsync(Some.Request("b") with { Range = Tiny });
        Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await registry.AllocateAsync(Some.Request("c") with { Range = Tiny });

        Assert.That(early.Allocation!.Port, Is.EqualTo(24001));
        Assert.That(late.Allocation!.Port, Is.EqualTo(24000));
    }

    [Test]
    public async Task AllocateAsync_ClockSetWhileAPortRests_RestsAsLongAsItShould([Values(-3650, -1, 1, 3650)] int days)
    {
        var clock = new JumpingClock(Clock);
        var registry = await OpenAsync(AllFree(), options: Options with { TimeProvider = clock });
        await registry.AllocateAsync(Some.Request("a") with { Range = Tiny });
        await registry.ReleaseAsync(new PortQuery { Service = "a" });
        clock.Jump = TimeSpan.FromDays(days);

        Clock.Advance(TimeSpan.FromSeconds(14));
        var early = await registry.AllocateAsync(Some.Request("b") with { Range = Tiny });
        Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await registry.AllocateAsync(Some.Request("c") with { Range = Tiny });

        Assert.That((early.Allocation!.Port, late.Allocation!.Port), Is.EqualTo((24001, 24000)));
    }

    [TestCase("boot_id = 'another'", Description = "the system was restarted")]
    [TestCase("until_tick = until_tick + 90000000", Description = "of an earlier boot, where the system tells no boot id")]
    public async Task AllocateAsync_RestOfAnEarlierBoot_IsOver(string difference)
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Request("a") with { Range = Tiny });
        await registry.ReleaseAsync(new PortQuery { Service = "a" });
        SqliteFile.Run(RegistryFile, $"UPDATE quarantine SET {difference}");

        Assert.That((await registry.AllocateAsync(Some.Request("b") with { Range = Tiny })).Allocation!.Port, Is.EqualTo(24000));
    }

    [Test]
    public async Task AllocateAsync_FreedPortThatAUserInsistsOn_IsGiven()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(8000, "a"));
        await registry.ReleaseAsync(new PortQuery { Service = "a" });

        var result = await registry.AllocateAsync(Some.Exact(8000, "b"));

        Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Allocated));
    }

    [Test]
    public async Task AllocateAsync_LastPortMeanwhileAnothers_GivesAnother()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(8000, "a"));
        await registry.ReleaseAsync(new PortQuery { Service = "a" });
        await registry.AllocateAsync(Some.Exact(8000, "b"));

        var result = await registry.AllocateAsync(Some.Request("a"));

        Assert.That(result.Allocation!.Port, Is.InRange(20000, 28999));
    }

    [Test]
    public async Task ReleaseAsync_NothingMatches_IsEmpty()
    {
        var registry = await OpenAsync(AllFree());

        Assert.That(await registry.ReleaseAsync(new PortQuery { Port = 8000 }), Is.Empty);
    }
}
