using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Engine;

[CancelAfter(60_000)]
internal sealed class EngineOrderTests : EngineFixture
{
    private IEnumerable<string> Starts => World.Events.Where(e => e.StartsWith("start", StringComparison.Ordinal));

    [Test]
    public async Task UpAsync_Dependencies_StartInOrderWhenReady()
    {
        Begin();
        World.Healthy["db"] = false;
        await UpAsync(Specs.Service("web", "api"), Specs.Checked("api", "db"), Specs.Checked("db"));
        await UntilAsync("db", ServiceState.Starting);
        Assert.That(Starts, Is.EqualTo(["start db"]));

        World.Healthy["db"] = true;
        await UntilAsync("web", ServiceState.Running);

        Assert.That(Starts, Is.EqualTo(["start db", "start api", "start web"]));
    }

    [Test]
    public async Task UpAsync_Tiers_WaitForTheRequiredServicesBelow()
    {
        Begin();
        World.Healthy["db"] = World.Healthy["spare"] = false;
        await UpAsync(Specs.Service() with { Tier = 2 }, Specs.Checked("db") with { Tier = 0 }, Specs.Checked("spare") with { Tier = 0, Required = false });
        await UntilAsync("db", ServiceState.Starting);
        Assert.That((await StateAsync("web")).State, Is.EqualTo(ServiceState.Pending));

        World.Healthy["db"] = true;

        await UntilAsync("web", ServiceState.Running);
        Assert.That((await StateAsync("spare")).State, Is.EqualTo(ServiceState.Starting), "an optional one is not waited for");
    }

    [Test]
    public async Task Dependency_StartsAgain_RestartsOnlyTheDependentsThatAskedForIt()
    {
        Begin();
        var follower = Specs.Service("web", "db") with { Restart = new RestartDefinition { WithDependency = true } };
        await UpAsync(follower, Specs.Service("api", "db"), Specs.Checked("db"));
        await UntilAsync("web", ServiceState.Running);
        await UntilAsync("api", ServiceState.Running);

        World.Exit("db", 1);

        await UntilAsync(s => Starts.Count(e => e == "start web") == 2, "web is started again");
        await UntilAsync("web", ServiceState.Running);
        Assert.That(Starts, Is.EqualTo(["start db", "start web", "start api", "start db", "start web"]).AsCollection);
    }

    [Test]
    public async Task UpAsync_RequiredDependencyFails_DependentsAreSkippedWithTheReasonAndComeBackWithIt()
    {
        Begin();
        ServiceDefinition[] all = [Specs.Service("web", "api"), Specs.Service("api", "db"), Specs.Checked("db")];
        World.Healthy["db"] = false;
        await UpAsync(all);
        await UntilAsync("db", ServiceState.Starting);
        World.Exit("db", 3);

        var api = await UntilAsync("api", ServiceState.Skipped);
        var web = await UntilAsync("web", ServiceState.Skipped);
        Assert.That(api.Reason, Is.EqualTo("dependency 'db' failed (exited with code 3)"));
        Assert.That(web.Reason, Does.StartWith("dependency 'api' was skipped"));

        World.Healthy["db"] = true;
        await UpAsync(all[2]);
        await UpAsync(all);
        await UntilAsync("web", ServiceState.Running);
    }

    [Test]
    public async Task UpAsync_FailedDependencyRecoversByItself_SkippedDependentsStart()
    {
        Begin();
        World.Healthy["db"] = false;
        var db = Specs.Checked("db") with { Kind = ServiceKind.Daemon, ReadyTimeout = TimeSpan.FromSeconds(1) };
        await UpAsync(db, Specs.Service("web", "db"));
        await UntilAsync("db", ServiceState.Starting);
        World.Exit("db", 0);
        await UntilAsync("web", ServiceState.Skipped);

        World.Healthy["db"] = true;

        await UntilAsync("web", ServiceState.Running);
    }

    [Test]
    public async Task UpAsync_OptionalDependencyThatCannotStart_IsNamedInTheWarning()
    {
        Begin();
        var missing = Specs.Service("missing") with { Required = false };
        await UpAsync(Specs.Service("web", "missing"), missing);

        var web = await UntilAsync("web", ServiceState.Running);

        Assert.That(web.Warnings, Is.EqualTo(["started without the optional dependency 'missing', which failed (there is no program 'missing')"]));
    }

    [Test]
    public async Task UpAsync_DependencyOnATask_WaitsForItsCompletion()
    {
        Begin();
        await UpAsync(Specs.Service("web", "seed"), Specs.Service("seed") with { Kind = ServiceKind.Task });
        await UntilAsync("seed", ServiceState.Starting);
        Assert.That((await StateAsync("web")).State, Is.EqualTo(ServiceState.Pending));

        World.Exit("seed", 0);

        await UntilAsync("web", ServiceState.Running);
    }

    [Test]
    public async Task UpAsync_Twice_StartsNothingAgain()
    {
        Begin();
        ServiceDefinition[] all = [Specs.Service(), Specs.Service("seed") with { Kind = ServiceKind.Task }];
        await UpAsync(all);
        World.Exit("seed", 0);
        await UntilAsync("seed", ServiceState.Completed);

        var again = await UpAsync(all);

        Assert.That(again.Started, Is.Empty);
        Assert.That(Starts.Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task UpAsync_NamedTask_RunsAgain()
    {
        Begin();
        var seed = Specs.Service("seed") with { Kind = ServiceKind.Task };
        await UpAsync(seed);
        World.Exit("seed", 0);
        await UntilAsync("seed", ServiceState.Completed);

        var reply = await Engine.UpAsync(new UpCommand { Project = ProjectOf(seed), Services = ["seed"], Restart = ["seed"] });

        Assert.That(reply.Started, Is.EqualTo(["seed"]));
        await UntilAsync("seed", ServiceState.Starting);
        World.Exit("seed", 0);
        await UntilAsync("seed", ServiceState.Completed);
    }

    [Test]
    public async Task StopAsync_All_EndsDependentsAndHigherTiersFirst()
    {
        Begin();
        await UpAsync(
            Specs.Service("db") with { Tier = 0 }, Specs.Service("cache") with { Tier = 1 }, Specs.Service("api"), Specs.Service("web", "api"));
        await UntilAsync("web", ServiceState.Running);

        var report = await StopAsync();

        Assert.That(World.Events.Where(e => e.StartsWith("stop", StringComparison.Ordinal)), Is.EqualTo(["stop web", "stop api", "stop cache", "stop db"]));
        Assert.That(report.Stopped, Is.EquivalentTo(new[] { "db", "cache", "api", "web" }));
        Assert.That(report.Snapshot.Services.Select(s => s.State), Is.All.EqualTo(ServiceState.Stopped));
    }

    [Test]
    public async Task StopAsync_TaskInBetweenHasEnded_StillEndsWhatNeedsItsWorkFirst()
    {
        Begin();
        await UpAsync(Specs.Service("db"), Specs.Service("seed", "db") with { Kind = ServiceKind.Task }, Specs.Service("web", "seed"));
        await UntilAsync("seed", ServiceState.Starting);
        World.Exit("seed", 0);
        await UntilAsync("web", ServiceState.Running);

        await StopAsync();

        Assert.That(World.Events.Where(e => e is "stop web" or "stop db"), Is.EqualTo(["stop web", "stop db"]));
    }

    [Test]
    public async Task StopAsync_DependenciesThatPointAtEachOther_DoesNotHang()
    {
        Begin();
        await UpAsync(Specs.Service("a"), Specs.Service("b", "a"));
        await UntilAsync("b", ServiceState.Running);
        await StopAsync("a");
        await UpAsync(Specs.Service("a", "b"), Specs.Service("b"));
        await UntilAsync("a", ServiceState.Running);

        var report = await StopAsync();

        Assert.That(report.Stopped, Is.EquivalentTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task StopAsync_WhatIsMissing_IsNotStartedAgainByItsDependents()
    {
        Begin();
        await UpAsync(Specs.Service("db"), Specs.Service("web", "db"));
        await UntilAsync("web", ServiceState.Running);

        await StopAsync("db");

        Assert.That((await StateAsync("db")).State, Is.EqualTo(ServiceState.Stopped));
        Assert.That((await StateAsync("web")).State, Is.EqualTo(ServiceState.Running));
    }
}
