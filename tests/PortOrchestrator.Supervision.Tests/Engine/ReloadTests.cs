using PortOrchestrator.Diagnostics;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Engine;

[CancelAfter(60_000)]
internal sealed class ReloadTests : EngineFixture
{
    [Test]
    public async Task ReloadAsync_GoneChangedAndNew_AreStoppedRestartedAndStarted()
    {
        Begin();
        var api = Specs.Service("api", "db");
        await UpAsync(Specs.Service("old"), Specs.Service("db"), api, Specs.Service("web", "api"));
        await UntilAsync("web", ServiceState.Running);
        World.Events.Clear();

        var changed = api with { WorkingDirectory = "/tmp" };
        var next = ProjectOf(Specs.Service("db"), changed, Specs.Service("web", "api"), Specs.Service("more", "api"), Specs.Service("off") with { Disabled = true });
        var reply = await Engine.ReloadAsync(new ReloadCommand { Project = next, Services = ["db", "api", "web", "more"] });
        await UntilAsync("more", ServiceState.Running);
        var last = await UntilAsync(s => s.Services.All(x => x.Name != "old") && s.Services.Single(x => x.Name == "api").State == ServiceState.Running, "old is gone");

        Assert.That(reply.Added, Is.EqualTo(["more"]));
        Assert.That(reply.Changed, Is.EqualTo(new Dictionary<string, string> { ["api"] = "its working directory" }));
        Assert.That(reply.Removed, Is.EqualTo(["old"]));
        Assert.That(World.Events, Is.EquivalentTo(new[] { "stop old", "stop api", "start api", "start more" }));
        Assert.That(last.Services.Select(s => s.Name), Is.EqualTo(["db", "api", "web", "more", "off"]));
        Assert.That(Journal.Load().Select(e => e.Snapshot.Name), Is.EquivalentTo(new[] { "db", "api", "web", "more", "off" }));
    }

    [Test]
    public async Task ReloadAsync_DependencyAndDependentChanged_RestartInOrder()
    {
        Begin();
        await UpAsync(Specs.Service("web", "db"), Specs.Service("db"));
        await UntilAsync("web", ServiceState.Running);
        World.Events.Clear();

        var project = ProjectOf(Specs.Service("web", "db") with { WorkingDirectory = "/tmp" }, Specs.Service("db") with { WorkingDirectory = "/tmp" });
        await Engine.ReloadAsync(new ReloadCommand { Project = project, Services = ["web", "db"] });
        await UntilAsync(s => World.Events.Count == 4 && s.Services.All(x => x.State == ServiceState.Running), "both run again");

        Assert.That(World.Events, Is.EqualTo(["stop web", "stop db", "start db", "start web"]));
    }

    [Test]
    public async Task ReloadAsync_WhatConcernsNoProcess_IsTakenOverWithoutARestart()
    {
        Begin();
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);

        var changed = Specs.Service() with
        {
            Description = "new",
            EndsProject = ProjectExit.OnFailure,
            Location = new SourceLocation("f", 7, 1),
            Restart = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true },
        };
        var reply = await Engine.ReloadAsync(new ReloadCommand { Project = ProjectOf(changed), Services = ["web"] });
        Assert.That(reply.Changed, Is.Empty);
        World.Exit("web", 5);

        await EndsAsync();
        Assert.That(Journal["web"].Snapshot.ProjectExitCode, Is.EqualTo(5));
    }

    [Test]
    public async Task ReloadAsync_StoppedByHandOrBroken_OnlyTheBrokenOneIsTriedAgain()
    {
        Begin();
        await UpAsync(Specs.Service("idle"), Specs.Service("broken"), Specs.Service("kept"));
        await UntilAsync("kept", ServiceState.Running);
        await StopAsync("idle");
        World.Exit("broken", 2);
        await UntilAsync("broken", ServiceState.Failed);

        var project = ProjectOf(Specs.Service("idle") with { WorkingDirectory = "/tmp" }, Specs.Service("broken") with { WorkingDirectory = "/tmp" }, Specs.Service("kept"));
        var reply = await Engine.ReloadAsync(new ReloadCommand { Project = project, Services = ["idle", "broken", "kept"] });

        Assert.That(reply.Changed.Keys, Is.EqualTo(["broken"]));
        await UntilAsync("broken", ServiceState.Running);
        Assert.That((await StateAsync("idle")).State, Is.EqualTo(ServiceState.Stopped));
    }

    [Test]
    public async Task Scales_ThatWereAskedFor_HoldUntilEverythingIsDown()
    {
        Begin();
        var project = ProjectOf(Specs.Service()) with { Scales = [new ReplicaScale("web", 1, 3)] };
        await Engine.UpAsync(new UpCommand { Project = project, Services = ["web"] });
        Assert.That(Journal.LoadScales(), Is.EqualTo(project.Scales));

        await StopAsync("web");
        Assert.That(Journal.LoadScales(), Is.Not.Empty);
        await Engine.StopAsync(new StopCommand { End = true });
        await EndsAsync();

        Assert.That(Journal.LoadScales(), Is.Empty);
    }

    [Test]
    public async Task ReloadAsync_WasStoppedByHandWhileItHadFailed_StaysDown()
    {
        Begin();
        await UpAsync(Specs.Service("missing"));
        await UntilAsync("missing", ServiceState.Failed);
        await StopAsync("missing");

        await Engine.ReloadAsync(new ReloadCommand { Project = ProjectOf(Specs.Service("missing") with { WorkingDirectory = "/tmp" }), Services = ["missing"] });

        Assert.That((await StateAsync("missing")).State, Is.EqualTo(ServiceState.Failed));
        Assert.That(Journal["missing"].Wanted, Is.False);
    }

    [Test]
    public async Task ReloadAsync_IsBeingStoppedByHand_IsNotStartedAgain()
    {
        Begin();
        World.Stubborn["web"] = true;
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);
        var stop = StopAsync("web");
        await UntilAsync("web", ServiceState.Stopping);

        await Engine.ReloadAsync(new ReloadCommand { Project = ProjectOf(Specs.Service() with { WorkingDirectory = "/tmp" }), Services = ["web"] });
        World.Stubborn.Clear();
        await stop;

        Assert.That((await StateAsync("web")).State, Is.EqualTo(ServiceState.Stopped));
    }
}
