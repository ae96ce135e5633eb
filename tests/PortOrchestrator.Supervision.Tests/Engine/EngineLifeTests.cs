using NSubstitute;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Tests.Engine;

[CancelAfter(60_000)]
internal sealed class EngineLifeTests : EngineFixture
{
    [Test]
    public async Task Resting_NothingHasChangedForAWhile_IsToldOnceAndAgainAfterTheNextChange()
    {
        var rests = 0;
        Resting = () => Interlocked.Increment(ref rests);
        Begin();
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);

        await UntilAsync(_ => Volatile.Read(ref rests) > 0, "it rests");
        Clock.Advance(TimeSpan.FromMinutes(1));
        var settled = rests;
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(rests, Is.EqualTo(settled));

        await StopAsync();

        await UntilAsync(_ => Volatile.Read(ref rests) > settled, "it rests again");
    }

    // What makes itself small then has to be fetched back at the very moment at which the next service is to be started.
    [Test]
    public async Task Resting_SomethingIsStillStarting_WaitsMuchLonger()
    {
        var rests = 0;
        Resting = () => Interlocked.Increment(ref rests);
        Begin();
        await UpAsync(Specs.Service() with { MinUptime = TimeSpan.FromMinutes(1) });
        await UntilAsync("web", ServiceState.Starting);
        var before = Clock.GetUtcNow();

        await UntilAsync(_ => Volatile.Read(ref rests) > 0, "it rests");

        Assert.That(Clock.GetUtcNow() - before, Is.GreaterThan(TimeSpan.FromSeconds(1.5)));
    }

    [Test]
    public async Task StopAsync_Timeout_KillsWhatIsLeft()
    {
        Begin();
        World.Stubborn["web"] = true;
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);
        var stop = Engine.StopAsync(new StopCommand { Timeout = TimeSpan.FromSeconds(3) });
        await UntilAsync("web", ServiceState.Stopped);

        Assert.That((await stop).Stubborn, Has.One.Matches("web .*was killed"));
        Assert.That(World.Events, Does.Contain("kill web"));
    }

    [Test]
    public async Task ForceStop_WhileStopping_KillsAtOnceAndLaterStopsArePatientAgain()
    {
        Begin();
        World.Stubborn["web"] = true;
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);
        var stop = Engine.StopAsync(new StopCommand());
        await UntilAsync("web", ServiceState.Stopping);
        Engine.ForceStop();
        await stop;
        Assert.That(World.Events, Does.Contain("kill web"));
        World.Stubborn.Clear();
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);

        await StopAsync();

        Assert.That(World.Events.Last(), Is.EqualTo("stop web"));
    }

    [Test]
    public async Task StopAsync_TwiceAtATime_BothAnswerAndItIsStoppedOnce()
    {
        Begin();
        World.Stubborn["web"] = true;
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);
        var first = Engine.StopAsync(new StopCommand());
        var second = Engine.StopAsync(new StopCommand());
        await UntilAsync("web", ServiceState.Stopping);
        World.Stubborn.Clear();

        Assert.That((await first).Stopped, Is.EqualTo(["web"]));
        await second;

        Assert.That(World.Events.Count(e => e == "stop web"), Is.EqualTo(1));
    }

    [Test]
    public async Task UpAsync_WhileStopping_StartsAgainAfterwards()
    {
        Begin();
        World.Stubborn["web"] = true;
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);
        var stop = Engine.StopAsync(new StopCommand { End = true });
        await UntilAsync("web", ServiceState.Stopping);
        var reply = await UpAsync(Specs.Service());
        Assert.That(reply.Started, Is.EqualTo(["web"]));
        World.Stubborn.Clear();
        await stop;

        await UntilAsync("web", ServiceState.Running);
        Assert.That(World.Twice, Is.Null);
    }

    [Test]
    public async Task StopAsync_WithEnd_EndsTheEngine()
    {
        Begin();
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);

        await Engine.StopAsync(new StopCommand { End = true });

        await Run.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.That(async () => await UpAsync(Specs.Service()), Throws.TypeOf<PortOrchestratorException>()
            .With.Property("Code").EqualTo(ErrorCode.SupervisorUnavailable));
    }

    [Test]
    public async Task RunAsync_NothingActiveAndNobodyWatches_EndsAfterTheLinger()
    {
        Linger = TimeSpan.FromSeconds(1);
        Begin();
        await UpAsync(Specs.Service("seed") with { Kind = ServiceKind.Task });
        World.Exit("seed", 0);
        await UntilAsync("seed", ServiceState.Completed);
        // Looking at it while it lingers does not keep it.
        for (var i = 0; i < 5; i++) await Engine.GetSnapshotAsync();
        await EndsAsync();
    }

    [Test]
    public async Task RunAsync_NoCommandYet_OutlastsTheLinger()
    {
        Linger = TimeSpan.FromSeconds(1);
        Begin();
        for (var i = 0; i < 10; i++)
        {
            await Engine.GetSnapshotAsync();
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Engine.GetSnapshotAsync();
        Assert.That(Run.IsCompleted, Is.False, "whoever started it may be slow");
        await EndsAsync();
    }

    [Test]
    public async Task RunAsync_SomebodyWatches_Stays()
    {
        Linger = TimeSpan.FromSeconds(1);
        Begin();
        using var cancel = new CancellationTokenSource();
        var watch = Engine.WatchAsync(cancel.Token).GetAsyncEnumerator();
        Assert.That(await watch.MoveNextAsync());
        for (var i = 0; i < 50; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.That(Run.IsCompleted, Is.False);
        await cancel.CancelAsync();
        Assert.That(async () => await watch.MoveNextAsync(), Throws.InstanceOf<OperationCanceledException>());
        await watch.DisposeAsync();
        await EndsAsync();
    }

    [Test]
    public async Task WatchAsync_WhileEverythingChanges_HasNoGapAndVersionsGrow()
    {
        Begin();
        var names = Enumerable.Range(0, 10).Select(i => $"s{i}").ToArray();
        using var cancel = new CancellationTokenSource();
        var seen = new Dictionary<string, ServiceSnapshot>();
        var problems = new List<string>();
        var up = Task.Run(() => UpAsync([.. names.Select(n => Specs.Service(n))]));
        var watch = Task.Run(async () =>
        {
            await foreach (var change in Engine.WatchAsync(cancel.Token))
            {
                foreach (var service in change.Services)
                {
                    if (seen.TryGetValue(service.Name, out var known) && known.Version >= service.Version) problems.Add($"{service} again");
                    seen[service.Name] = service;
                }

                if (names.All(n => seen.GetValueOrDefault(n)?.State == ServiceState.Completed)) return;
            }
        });
        await up;
        foreach (var name in names) World.Exit(name, 0);

        await watch.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(problems, Is.Empty);
        await cancel.CancelAsync();
    }

    [Test]
    public async Task WatchAsync_ReaderThatFallsBehind_IsToldTheLatestInTheEnd()
    {
        Begin();
        await UpAsync(Specs.Service());
        await using var watch = Engine.WatchAsync().GetAsyncEnumerator();
        Assert.That(await watch.MoveNextAsync());
        for (var i = 0; i < SnapshotSubscription.Capacity; i++)
        {
            await StopAsync();
            await UpAsync(Specs.Service());
        }

        var latest = await StateAsync("web");
        var told = watch.Current.Services.Single();
        while (told.Version < latest.Version)
        {
            Assert.That(await watch.MoveNextAsync());
            told = watch.Current.Services.SingleOrDefault(s => s.Name == "web") ?? told;
        }

        Assert.That(told, Has.Property("Version").EqualTo(latest.Version).And.Property("State").EqualTo(latest.State));
    }

    [Test]
    public async Task UpAsync_JournalCannotBeWritten_RunsTheServicesNonetheless()
    {
        Begin();
        Journal.Broken = new IOException("No space left on device");
        await UpAsync(Specs.Service("old"));
        await UntilAsync("old", ServiceState.Running);
        await StopAsync("old");

        await UpAsync(Specs.Service());

        await UntilAsync("web", ServiceState.Running);
        Assert.That((await StopAsync()).Stopped, Is.EqualTo(["web"]));
    }

    [Test]
    public async Task UpAsync_ChangedCommandOfARunningService_WarnsAndRestartAppliesIt()
    {
        Begin();
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);
        var spec = Specs.Service().Spec(Folder) with { Command = ["web2"] };
        var project = new ProjectSpec { Project = Specs.Project, Services = [spec] };

        var reply = await Engine.UpAsync(new UpCommand { Project = project, Services = ["web"] });
        Assert.That(reply.Warnings, Is.EqualTo(["web: its command changed since it was started; 'portorch restart web' applies it"]));
        Assert.That(reply.Started, Is.Empty);
        await Engine.UpAsync(new UpCommand { Project = project, Services = ["web"], Restart = ["web"] });

        await UntilAsync(_ => World.Count("web2") == 1, "the new command runs");
        Assert.That(World.Count("web"), Is.Zero);
    }

    [Test]
    public async Task Launch_TheIntentIsJournalledBeforeTheProcess()
    {
        Begin();
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);

        var intent = Journal.Written.First(e => e.InstanceId is not null);
        Assert.That((intent.Process, intent.Snapshot.State, intent.Wanted), Is.EqualTo(((object?)null, ServiceState.Starting, true)));
        Assert.That(Journal["web"].Process!.Pid, Is.EqualTo((await StateAsync("web")).Pid));
        Assert.That(Journal["web"].InstanceId, Is.EqualTo(intent.InstanceId));
    }

    [Test]
    public async Task RunAsync_AfterACrash_AdoptsWhatLivesAndTellsWhatDied()
    {
        Begin();
        await UpAsync(Specs.Service(), Specs.Checked("api"), Specs.Service("gone"));
        await UntilAsync("api", ServiceState.Running);
        await UntilAsync("gone", ServiceState.Running);
        var pid = (await StateAsync("web")).Pid;
        await CrashAsync();
        World.Exit("gone", 0);

        Begin();
        var web = await UntilAsync("web", ServiceState.Running);
        await UntilAsync(s => s.Services.Any(x => x.Name == "api" && x.Health == ServiceHealth.Healthy), "api is checked again");

        Assert.That(web.Pid, Is.EqualTo(pid));
        Assert.That(await StateAsync("gone"), Has.Property("State").EqualTo(ServiceState.Failed)
            .And.Property("Reason").EqualTo("ended while no supervisor ran; exit code unknown"));
        World.Exit("web", 0);
        await UntilAsync(s => s.Services.Any(x => x.Name == "web" && x.State is ServiceState.Failed or ServiceState.Restarting), "its end is noticed");
    }

    [Test]
    public async Task RunAsync_IntentWithoutPid_IsFoundByItsMark()
    {
        var spec = Specs.Service().Spec(Folder);
        Journal.Save([Entry(spec, ServiceState.Starting) with { InstanceId = "mark" }]);
        var process = World.Existing("web", "mark");

        Begin();

        var web = await UntilAsync("web", ServiceState.Running);
        Assert.That(web.Pid, Is.EqualTo(process.Pid));
        await StopAsync();
        Assert.That(World.Count("web"), Is.Zero);
    }

    [Test]
    public async Task RunAsync_LaunchedBefore_IsStillCheckedAndStoppedByItsCommand()
    {
        var spec = Specs.Checked("kafka") with { Launcher = Specs.Launcher("kafka"), StopCommand = CommandLine.Exec("halt", "kafka") };
        Journal.Save([Entry(spec.Spec(Folder), ServiceState.Launched)]);
        Begin();
        await UntilAsync(s => s.Services.Any(x => x.Health == ServiceHealth.Healthy && x.State == ServiceState.Launched), "kafka is checked");

        var report = await StopAsync();

        Assert.That(World.Events, Is.EqualTo(["run halt kafka"]));
        Assert.That(report.Stopped, Is.EqualTo(["kafka"]));
    }

    [Test]
    public async Task RunAsync_DescendantsOfADeadProcess_AreEndedBeforeTheNextStart()
    {
        var spec = Specs.Service().Spec(Folder);
        Journal.Save([Entry(spec, ServiceState.Running) with { InstanceId = "mark", Process = new(7, 7, "boot") }]);
        World.Existing("web", "mark");
        Begin();
        await UntilAsync("web", ServiceState.Failed);

        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);

        Assert.That(World.Twice, Is.Null);
        Assert.That(World.Count("web"), Is.EqualTo(1));
    }

    [TestCase(ServiceState.Launched, true)]
    [TestCase(ServiceState.Stopped, false)]
    public async Task StopAsync_LaunchedServiceThatAnotherCheckoutHolds_IsLeftWhileThatOneIsUp(ServiceState other, bool left)
    {
        Registry = Substitute.For<IPortRegistry>();
        Registry.ListAsync(Arg.Any<PortQuery?>(), Arg.Any<CancellationToken>())
            .Returns([Share("main", ServiceState.Launched), Share("feature", other)]);
        Begin();
        var kafka = Specs.Checked("kafka") with { Launcher = Specs.Launcher("kafka"), StopCommand = CommandLine.Exec("halt", "kafka") };
        var spec = kafka.Spec(Folder) with { Ports = [new ServicePort("default", 9092, PortProtocol.Tcp)] };
        await Engine.UpAsync(new UpCommand { Project = new ProjectSpec { Project = Specs.Project, Services = [spec] }, Services = ["kafka"] });
        World.Exit("kafka", 0);
        await UntilAsync("kafka", ServiceState.Launched);

        var report = await StopAsync();

        Assert.That(World.Events.Contains("run halt kafka"), Is.Not.EqualTo(left));
        Assert.That(report.LeftRunning, left ? Has.One.Contains("shared with 1 other checkout") : Is.Empty);
    }

    [Test]
    public async Task Exited_ZeroWhenRunningAndTheCheckDoesNotAnswer_IsCompletedAtItsTimeout()
    {
        Begin();
        await UpAsync(Specs.Checked() with { MayLaunch = true });
        await UntilAsync("web", ServiceState.Running);
        World.Hanging["web"] = true;

        World.Exit("web", 0);

        await UntilAsync("web", ServiceState.Completed);
    }

    [Test]
    public async Task StopAsync_External_IsLeftRunning()
    {
        Begin();
        var spec = Specs.Checked("db").Spec(Folder) with { ExternalHolder = "postgres (pid 7)" };
        await Engine.UpAsync(new UpCommand { Project = new ProjectSpec { Project = Specs.Project, Services = [spec] }, Services = ["db"] });
        await UntilAsync("db", ServiceState.External);

        var report = await StopAsync();

        Assert.That(report.LeftRunning, Is.EqualTo(["db: is run by postgres (pid 7); portorch only uses it"]));
        Assert.That(report.Stopped, Is.Empty);
    }

    private static PortAllocation Share(string checkout, ServiceState state) => new()
    {
        Port = 9092,
        Project = "shop",
        ProjectId = "p1",
        Checkout = checkout,
        Root = "/src/shop",
        Service = "kafka",
        Name = "default",
        State = state,
    };

    private static JournalEntry Entry(ServiceSpec spec, ServiceState state) => new()
    {
        Snapshot = new ServiceSnapshot { Name = spec.Name, Service = spec.Name, State = state, Required = true },
        Spec = spec,
        Wanted = true,
        BootId = "boot",
    };
}
