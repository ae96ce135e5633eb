using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>What a change of its files does to a service.</summary>
[CancelAfter(60_000)]
internal sealed class FileChangeTests : EngineFixture
{
    private const string Source = "/src/shop/web/app.js";

    [Test]
    public async Task Change_WhileItRuns_RestartsItOnceAndSaysWhy()
    {
        Begin();
        await UpAsync(Watched());
        await UntilAsync("web", ServiceState.Running);

        for (var i = 0; i < 20; i++) Files.Change(i == 0 ? Source : $"/src/shop/web/{i}");

        var web = await RestartedAsync("web", 2);
        Assert.That(web.Reason, Is.EqualTo("restarted: web/app.js changed"));
        await SettleAsync();
        Assert.That(World.Events, Is.EqualTo(["start web", "stop web", "start web"]));
        Assert.That(Journal.Written.Select(e => (e.Snapshot.State, e.Snapshot.Reason)), Has.Some.EqualTo((ServiceState.Stopping, "restarted: web/app.js changed")));
    }

    [Test]
    public async Task Change_OfAFileOutsideTheProject_IsNamedInFull()
    {
        Begin();
        await UpAsync(Watched(folder: "/lib/shared"));
        await UntilAsync("web", ServiceState.Running);

        Files.Change("/lib/shared/x");

        Assert.That((await RestartedAsync("web", 2)).Reason, Is.EqualTo("restarted: /lib/shared/x changed"));
    }

    [Test]
    public async Task Change_MoreThanCouldBeTold_RestartsAsWell()
    {
        Begin();
        await UpAsync(Watched());
        await UntilAsync("web", ServiceState.Running);

        Files.Change(null);

        Assert.That((await RestartedAsync("web", 2)).Reason, Does.StartWith("restarted: more files changed"));
    }

    [Test]
    public async Task Change_WhileItGoesOn_WaitsForTheQuiet()
    {
        Begin();
        await UpAsync(Watched() with { Watch = Watch() with { Debounce = TimeSpan.FromSeconds(5) } });
        await UntilAsync("web", ServiceState.Running);

        for (var i = 0; i < 30; i++)
        {
            Files.Change(Source);
            Clock.Advance(TimeSpan.FromSeconds(4));
            await Engine.GetSnapshotAsync();
        }

        Assert.That(World.Events, Is.EqualTo(["start web"]));
        await RestartedAsync("web", 2);
    }

    [TestCase(0, ServiceState.Completed)]
    [TestCase(3, ServiceState.Failed)]
    public async Task Change_AfterItHasEnded_StartsItAgain(int code, ServiceState state)
    {
        Linger = TimeSpan.FromSeconds(1);
        Begin();
        await UpAsync(Watched() with { Restart = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true } });
        await UntilAsync("web", ServiceState.Running);
        World.Exit("web", code);
        var ended = await UntilAsync("web", state);

        Clock.Advance(TimeSpan.FromMinutes(10));
        await SettleAsync();
        Assert.That(Run.IsCompleted, Is.False, "somebody has to see the change");
        Assert.That((ended.AwaitsChange, ended.Reason), Is.EqualTo((true, (code == 0 ? "" : "exited with code 3; ") + "starts again when a watched file changes")));
        Files.Change(Source);

        Assert.That((await RestartedAsync("web", 2)).AwaitsChange, Is.False);
    }

    [TestCase(0, ServiceState.Completed)]
    [TestCase(3, ServiceState.Failed)]
    public async Task Stop_AfterItHasEnded_NoChangeStartsItAgain(int code, ServiceState state)
    {
        Linger = TimeSpan.FromSeconds(1);
        Begin();
        await UpAsync(Watched() with { Restart = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true } });
        await UntilAsync("web", ServiceState.Running);
        World.Exit("web", code);
        await UntilAsync("web", state);

        await StopAsync("web");
        Files.Change(Source);

        await EndsAsync();
        Assert.That(World.Events.Count(e => e == "start web"), Is.EqualTo(1));
    }

    [Test]
    public async Task Change_WhileItWaitsToBeRestarted_StartsItAtOnce()
    {
        Begin();
        await UpAsync(Watched() with { Restart = new RestartDefinition { Policy = RestartPolicy.Always, IsExplicit = true, Backoff = TimeSpan.FromDays(9), MaxBackoff = TimeSpan.FromDays(9) } });
        await UntilAsync("web", ServiceState.Running);
        World.Exit("web", 3);
        await UntilAsync("web", ServiceState.Restarting);

        Files.Change(Source);

        Assert.That((await RestartedAsync("web", 2)).Restarts, Is.Zero);
    }

    [Test]
    public async Task Change_WhileItStarts_StartsItAnew()
    {
        World.Healthy["web"] = false;
        Begin();
        await UpAsync(Watched(Specs.Checked()));
        await UntilAsync("web", ServiceState.Starting);

        Files.Change(Source);
        await UntilAsync(_ => World.Events.Count == 3, "it is started again");
        World.Healthy["web"] = true;

        Assert.That((await UntilAsync("web", ServiceState.Running)).Reason, Is.EqualTo("restarted: web/app.js changed"));
    }

    [Test]
    public async Task Change_AndThenACrash_TheCrashIsTheReason()
    {
        Begin();
        await UpAsync(Watched() with { Restart = new RestartDefinition { Policy = RestartPolicy.Always, IsExplicit = true } });
        await UntilAsync("web", ServiceState.Running);
        Files.Change(Source);
        await RestartedAsync("web", 2);

        World.Exit("web", 3);
        await RestartedAsync("web", 3);

        Assert.That((await StateAsync("web")).Reason, Is.Null);
    }

    [Test]
    public async Task Stop_WhileAChangeIsPending_CancelsIt()
    {
        Begin();
        await UpAsync(Watched());
        await UntilAsync("web", ServiceState.Running);

        Files.Change(Source);
        await StopAsync("web");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SettleAsync();

        Assert.That((await StateAsync("web")).State, Is.EqualTo(ServiceState.Stopped));
        Assert.That(World.Events, Is.EqualTo(["start web", "stop web"]));
        Assert.That(Files.Open, Is.Empty);
    }

    [Test]
    public async Task Stop_WhileItIsBeingRestarted_Wins()
    {
        World.Stubborn["web"] = true;
        Begin();
        await UpAsync(Watched());
        await UntilAsync("web", ServiceState.Running);
        Files.Change(Source);
        await UntilAsync("web", ServiceState.Stopping);

        var stop = StopAsync("web");
        await Engine.GetSnapshotAsync();
        World.Stubborn.Clear();
        await stop;

        Assert.That((await StateAsync("web")).State, Is.EqualTo(ServiceState.Stopped));
        Assert.That(World.Events, Is.EqualTo(["start web", "stop web"]));
    }

    [Test]
    public async Task Restart_AfterTheChangeAndBeforeItsQuiet_IsNotDoneTwice()
    {
        Begin();
        await UpAsync(Watched());
        await UntilAsync("web", ServiceState.Running);

        Files.Change(Source);
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        await Engine.UpAsync(new UpCommand { Project = ProjectOf(Watched()), Services = ["web"], Restart = ["web"] });
        await RestartedAsync("web", 2);
        await SettleAsync();

        Assert.That(World.Events, Is.EqualTo(["start web", "stop web", "start web"]));
        Files.Change(Source);
        await RestartedAsync("web", 3);
    }

    [Test]
    public async Task Cascade_Wanted_RestartsAllThatDependInOrder()
    {
        Begin();
        ServiceDefinition[] services =
        [
            Watched(Specs.Service("db"), "/src/shop/db") with { Watch = Watch("/src/shop/db") with { Cascade = true } },
            Specs.Service("api", "db"), Specs.Service("web", "api"), Specs.Service("other"), Specs.Service("task", "db"), Specs.Service("idle", "db"),
        ];
        await UpAsync(services);
        await UntilAsync(s => s.Services.All(x => x.State == ServiceState.Running), "all run");
        World.Exit("task", 0);
        await UntilAsync("task", ServiceState.Completed);
        await StopAsync("idle");
        World.Events.Clear();

        Files.Change("/src/shop/db/schema.sql");
        await UntilAsync(s => World.Events.Count == 6 && s.Services.Single(x => x.Name == "web").State == ServiceState.Running, "web runs again");
        await SettleAsync();

        Assert.That(World.Events, Is.EqualTo(["stop web", "stop api", "stop db", "start db", "start api", "start web"]));
        Assert.That((await StateAsync("web")).Reason, Is.EqualTo("restarted with 'db': db/schema.sql changed"));
    }

    [Test]
    public async Task Cascade_DependencyIsStillStopping_DependentWaitsForTheNewOne([Values(DependencyCondition.Started, DependencyCondition.Running)] DependencyCondition condition)
    {
        Begin();
        var api = Specs.Service("api") with { Dependencies = [new() { Service = "db", Condition = condition }] };
        await UpAsync(api, Watched(Specs.Service("db")) with { Watch = Watch() with { Cascade = true } });
        await UntilAsync("api", ServiceState.Running);
        World.Events.Clear();
        World.Stubborn["db"] = true;

        Files.Change(Source);
        await UntilAsync("db", ServiceState.Stopping);
        await SettleAsync();
        Assert.That(World.Events, Is.EqualTo(["stop api"]));
        World.Stubborn.Clear();
        await UntilAsync("api", ServiceState.Running);

        Assert.That(World.Events, Is.EqualTo(["stop api", "stop db", "start db", "start api"]));
    }

    [Test]
    public async Task Cascade_NotWanted_LeavesDependentsAloneUnlessTheyAskForIt()
    {
        Begin();
        var follower = Specs.Service("follower", "web") with { Restart = new RestartDefinition { WithDependency = true } };
        await UpAsync(Watched(), Specs.Service("other", "web"), follower);
        await UntilAsync(s => s.Services.All(x => x.State == ServiceState.Running), "all run");
        World.Events.Clear();

        Files.Change(Source);
        await UntilAsync(s => World.Events.Count == 4 && s.Services.All(x => x.State == ServiceState.Running), "both run again");
        await SettleAsync();

        Assert.That(World.Events, Is.EquivalentTo(new[] { "stop web", "start web", "stop follower", "start follower" }));
        Assert.That((await StateAsync("follower")).Reason, Is.EqualTo("restarted: its dependency 'web' has started again"));
    }

    [Test]
    public async Task Change_OfAFailedDependency_BlockedDependentsStartWithIt()
    {
        Begin();
        await UpAsync(Watched(Specs.Service("missing")), Specs.Service("api", "missing"));
        await UntilAsync("api", ServiceState.Skipped);
        var mended = ProjectOf(Watched(Specs.Service("missing")), Specs.Service("api", "missing"));
        mended = mended with { Services = [mended.Services[0] with { Command = ["mended"] }, mended.Services[1]] };
        await Engine.UpAsync(new UpCommand { Project = mended, Services = [] });

        Files.Change(Source);

        await UntilAsync("missing", ServiceState.Running);
        await UntilAsync("api", ServiceState.Running);
    }

    [Test]
    public async Task Change_AgainAndAgain_SuspendsTheWatchUntilSomebodyRestartsIt()
    {
        Begin();
        await UpAsync(Watched());
        await UntilAsync("web", ServiceState.Running);

        for (var i = 2; i <= 11; i++)
        {
            Files.Change(Source);
            await RestartedAsync("web", i);
        }

        Files.Change(Source);
        var warned = await UntilAsync(s => s.Services[0].Warnings.Count > 0, "a warning");
        Assert.That(warned.Services[0].Warnings.Single(), Does.Contain("restarted 10 times").And.Contain("portorch restart web"));
        Assert.That(Files.Open, Is.Empty);

        await Engine.UpAsync(new UpCommand { Project = ProjectOf(Watched()), Services = ["web"], Restart = ["web"] });
        await RestartedAsync("web", 12);
        Assert.That((await StateAsync("web")).Warnings, Is.Empty);
        Files.Change(Source);
        await RestartedAsync("web", 13);
    }

    [Test]
    public async Task Change_OftenButOverALongTime_IsNoReasonToSuspend()
    {
        Begin();
        await UpAsync(Watched());
        await UntilAsync("web", ServiceState.Running);

        for (var i = 2; i <= 20; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(10));
            Files.Change(Source);
            await RestartedAsync("web", i);
        }

        Assert.That((await StateAsync("web")).Warnings, Is.Empty);
    }

    [Test]
    public async Task Watch_CannotSeeEverything_IsAWarningOfTheService()
    {
        Begin();
        await UpAsync(Watched());
        await UntilAsync("web", ServiceState.Running);

        Files.Open.Single().Warn("only 4 folders are watched");

        await UntilAsync(s => s.Services[0].Warnings.Contains("only 4 folders are watched"), "the warning is shown");
    }

    [Test]
    public async Task Reload_OnlyTheWatchChanges_IsTakenOverWithoutARestart()
    {
        Begin();
        await UpAsync(Watched());
        await UntilAsync("web", ServiceState.Running);

        var reply = await Engine.ReloadAsync(new ReloadCommand { Project = ProjectOf(Watched(folder: "/src/shop/other")), Services = ["web"] });

        Assert.That(reply.Changed, Is.Empty);
        await UntilAsync(_ => Files.Watches("/src/shop/other") && !Files.Watches("/src/shop/web"), "the other folder is watched");
        await Engine.ReloadAsync(new ReloadCommand { Project = ProjectOf(Specs.Service()), Services = ["web"] });
        await UntilAsync(_ => Files.Open.Count == 0, "nothing is watched");
    }

    [Test]
    public async Task Watch_OwnOutput_NeverCounts()
    {
        Begin();
        await UpAsync(Watched() with { Log = new LogDefinition { File = new LogFileDefinition { Path = "/src/shop/web/web.txt" } } });
        await UntilAsync("web", ServiceState.Running);

        Assert.That(Files.Open.Single().Except, Is.EquivalentTo(new[] { Folder, "/src/shop/web/web.txt" }));
    }

    [Test]
    public async Task Crash_OfTheSupervisor_TheNextOneWatchesOn()
    {
        Begin();
        await UpAsync(Watched());
        await UntilAsync("web", ServiceState.Running);
        await CrashAsync();
        Assert.That(Files.Open, Is.Not.Empty);
        await Engine.DisposeAsync();
        Assert.That(Files.Open, Is.Empty);

        Begin();
        await UntilAsync(_ => Files.Open.Count == 1, "it is watched again");
        Files.Change(Source);

        await RestartedAsync("web", 2);
    }

    [Test]
    public async Task Change_OfWhatSomebodyElseRuns_IsNotOursToRestart()
    {
        Begin();
        var spec = ProjectOf(Watched());
        spec = spec with { Services = [spec.Services[0] with { ExternalHolder = "docker (pid 1)" }] };
        await Engine.UpAsync(new UpCommand { Project = spec, Services = ["web"] });
        await UntilAsync("web", ServiceState.External);

        Assert.That(Files.Open, Is.Empty);
    }

    private static WatchDefinition Watch(string folder = "/src/shop/web") => new() { Paths = [new WatchedPath { Path = folder }] };

    private static ServiceDefinition Watched(ServiceDefinition? service = null, string folder = "/src/shop/web") => (service ?? Specs.Service()) with { Watch = Watch(folder) };

    private async Task<ServiceSnapshot> RestartedAsync(string name, int starts) =>
        (await UntilAsync(
            s => World.Events.Count(e => e == "start " + name) == starts && s.Services.Single(x => x.Name == name).State == ServiceState.Running,
            $"start {starts} of {name}")).Services.Single(s => s.Name == name);

    // Long enough for whatever else would still happen.
    private async Task SettleAsync()
    {
        for (var i = 0; i < 50; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Engine.GetSnapshotAsync();
        }
    }
}
