using System.Diagnostics;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Sessions of real processes, and of times.</summary>
[CancelAfter(60_000)]
internal sealed class SessionStoreTests : RegistryFixture
{
    [Test]
    public async Task StartAsync_NewSession_IsThereForEveryProcess()
    {
        var store = await StoreAsync();

        var started = (await store.StartAsync(Session("a"))).Session;

        var seen = await (await StoreAsync()).ListAsync();
        Assert.That(seen, Is.EqualTo([started]));
        Assert.That((started.IsLive, started.Owner!.Pid, started.ExpiresAt, started.EndedAt, started.Project), Is.EqualTo((true, Environment.ProcessId, (DateTimeOffset?)null, (DateTimeOffset?)null, Some.Project())));
    }

    [Test]
    public async Task StartAsync_PortsOfTheCheckout_ComeWithIt()
    {
        var registry = await OpenAsync(AllFree());
        var mine = (await registry.AllocateAsync(Some.Request())).Allocation;
        await registry.AllocateAsync(Some.Request(project: Some.Project("blog")));

        var registration = await ((SqlitePortRegistry)registry).Sessions.StartAsync(Session("a"));

        Assert.That(registration.Allocations, Is.EqualTo([mine]));
    }

    [Test]
    public async Task StartAsync_CheckoutThatCallsItselfOtherwise_KeepsItsName()
    {
        var registry = await OpenAsync(AllFree());
        await registry.RegisterCheckoutAsync(Some.Project() with { Name = "the shop" });

        var session = (await ((SqlitePortRegistry)registry).Sessions.StartAsync(Session("a"))).Session;

        Assert.That(session.Project.Name, Is.EqualTo("the shop"));
        Assert.That((await registry.ListCheckoutsAsync()).Select(c => c.Name), Is.EqualTo(["the shop"]));
    }

    [Test]
    public async Task StartAsync_Again_GoesOnFromTheFirstStart()
    {
        var store = await StoreAsync();
        var first = (await store.StartAsync(Session("a"))).Session;
        await store.EndAsync(new SessionQuery { SessionId = "a" });
        Clock.Advance(TimeSpan.FromMinutes(1));

        var again = (await store.StartAsync(Session("a"))).Session;

        Assert.That((again.StartedAt, again.SeenAt, again.EndedAt), Is.EqualTo((first.StartedAt, first.SeenAt.AddMinutes(1), (DateTimeOffset?)null)));
        Assert.That(await store.ListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task EndAsync_OneOfTwo_EndsThatOneInAllCheckouts()
    {
        var store = await StoreAsync();
        await store.StartAsync(Session("a"));
        await store.StartAsync(Session("a") with { Project = Some.Project("blog") });
        await store.StartAsync(Session("b"));

        var ended = await store.EndAsync(new SessionQuery { Agent = SessionAgent.Claude, SessionId = "a" });

        Assert.That(ended.Select(s => s.Project.ProjectId), Is.EquivalentTo(["shop", "blog"]));
        Assert.That((await store.ListAsync()).Select(s => s.SessionId), Is.EqualTo(["b"]));
        Assert.That(await store.EndAsync(new SessionQuery { SessionId = "a" }), Is.Empty, "what has ended does not end again");
        Assert.That(await store.ListAsync(new SessionQuery { IncludeEnded = true }), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task ReviewAsync_LastSessionEnds_GraceRunsOut()
    {
        var store = await StoreAsync();
        await store.StartAsync(Session("a") with { Grace = TimeSpan.FromMinutes(5), StopPolicy = StopPolicy.Immediate });
        Assert.That((await store.ReviewAsync(Some.Project())).Live, Has.Count.EqualTo(1));
        await store.EndAsync(new SessionQuery { SessionId = "a" });
        Clock.Advance(TimeSpan.FromMinutes(3));

        var soon = await store.ReviewAsync(Some.Project());
        Clock.Advance(TimeSpan.FromMinutes(2));
        var over = await store.ReviewAsync(Some.Project());

        Assert.That((soon.Live.Count, soon.GraceLeft, soon.Last!.StopPolicy), Is.EqualTo((0, TimeSpan.FromMinutes(2), StopPolicy.Immediate)));
        Assert.That((over.Live.Count, over.GraceLeft), Is.EqualTo((0, TimeSpan.Zero)));
    }

    [Test]
    [Platform("Linux")]
    public async Task ReviewAsync_OwnerIsKilled_EndsItsSessionAndNoOther()
    {
        var store = await StoreAsync();
        using var owner = Process.Start("sleep", "60");
        await store.StartAsync(Session("a") with { OwnerPid = owner.Id });
        await store.StartAsync(Session("b"));
        owner.Kill();
        owner.WaitForExit();

        var usage = await store.ReviewAsync(Some.Project());

        Assert.That((usage.Live.Select(s => s.SessionId), usage.Last!.SessionId, usage.Last.EndedAt), Is.EqualTo((new[] { "b" }, "a", (DateTimeOffset?)Clock.GetUtcNow())));
    }

    [Test]
    [Platform("Linux")]
    public async Task ListAsync_PidIsAnothersNow_IsNotLive()
    {
        var store = await StoreAsync();
        await store.StartAsync(Session("a"));
        SqliteFile.Run(RegistryFile, "UPDATE sessions SET pid_started = pid_started - 1");

        Assert.That(await store.ListAsync(), Is.Empty);
    }

    [Test]
    [Platform("Linux")]
    public async Task ListAsync_OtherBoot_IsNotLiveButOtherContainerIs()
    {
        var store = await StoreAsync();
        await store.StartAsync(Session("rebooted"));
        await store.StartAsync(Session("container"));
        SqliteFile.Run(RegistryFile, "UPDATE sessions SET boot_id = 'earlier' WHERE session_id = 'rebooted'");
        SqliteFile.Run(RegistryFile, "UPDATE sessions SET pid_namespace = 'pid:[1]' WHERE session_id = 'container'");

        Assert.That((await store.ListAsync()).Select(s => s.SessionId), Is.EqualTo(["container"]));
    }

    [Test]
    public async Task StartAsync_NoOwner_EndsByTimeUnlessRenewed()
    {
        var store = await StoreAsync();
        var request = Session("a") with { OwnerPid = null, TimeToLive = TimeSpan.FromHours(1) };
        await store.StartAsync(request);
        Clock.Advance(TimeSpan.FromMinutes(59));
        await store.StartAsync(request);
        Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.That(await store.ListAsync(), Has.Count.EqualTo(1));

        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await store.ListAsync(), Is.Empty);
        Assert.That((await store.ReviewAsync(Some.Project())).Live, Is.Empty);
    }

    [Test]
    public async Task FindLeftAsync_GraceOverAndNobodyLooked_NamesTheCheckoutUntilSomebodyDoes()
    {
        var store = await StoreAsync();
        await store.StartAsync(Session("a"));
        Assert.That(await store.FindLeftAsync(), Is.Empty);
        await store.EndAsync(new SessionQuery { SessionId = "a" });
        Assert.That(await store.FindLeftAsync(), Is.Empty, "its time of grace goes on");
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await store.FindLeftAsync(), Is.EqualTo([Some.Project()]));
        await store.ReviewAsync(Some.Project());
        Assert.That(await store.FindLeftAsync(), Is.Empty);
    }

    [Test]
    public async Task StartAsync_AWeekLater_ForgetsWhatHasEnded()
    {
        var store = await StoreAsync();
        await store.StartAsync(Session("a"));
        await store.EndAsync(new SessionQuery { SessionId = "a" });
        Clock.Advance(TimeSpan.FromDays(8));

        await store.StartAsync(Session("b"));

        Assert.That((await store.ListAsync(new SessionQuery { IncludeEnded = true })).Select(s => s.SessionId), Is.EqualTo(["b"]));
    }

    [Test]
    public async Task StartAndEnd_ManyAtOnceThroughTwoConnections_LoseNothing()
    {
        var stores = new[] { await StoreAsync(), await StoreAsync() };
        var names = Enumerable.Range(0, 40).Select(i => $"s{i}").ToList();

        await Task.WhenAll(names.Select((n, i) => Task.Run(async () =>
        {
            await stores[i % 2].StartAsync(Session(n));
            if (i % 3 == 0) await stores[(i + 1) % 2].EndAsync(new SessionQuery { SessionId = n });
        })));

        Assert.That((await stores[0].ListAsync()).Select(s => s.SessionId), Is.EquivalentTo(names.Where((_, i) => i % 3 != 0)));
    }

    private static SessionRequest Session(string id) =>
        new() { Agent = SessionAgent.Claude, SessionId = id, Project = Some.Project(), OwnerPid = Environment.ProcessId };

    private async Task<ISessionStore> StoreAsync() => ((SqlitePortRegistry)await OpenAsync(AllFree())).Sessions;
}
