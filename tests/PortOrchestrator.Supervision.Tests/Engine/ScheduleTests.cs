using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Engine;

[CancelAfter(60_000)]
internal sealed class ScheduleTests : EngineFixture
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private int Starts => World.Events.Count(e => e == "start job");

    [TestCase("0 13 * * *", null, "2026-03-01T13:00:00Z")]
    [TestCase("0 13 * * *", "Europe/Berlin", "2026-03-02T12:00:00Z")]
    [TestCase("@daily", null, "2026-03-02T00:00:00Z")]
    [TestCase("@every 90s", null, "2026-03-01T12:01:30Z")]
    [TestCase("no cron", null, null)]
    public void Next_Cron_IsItsNextTime(string cron, string? zone, string? expected)
    {
        var next = ScheduleClock.Next(new ScheduleDefinition { Cron = cron, TimeZone = zone }, Noon, Noon, TimeZoneInfo.Utc);

        Assert.That(next?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", null), Is.EqualTo(expected));
    }

    [Test]
    public void Next_IntervalThatWasSleptThrough_KeepsItsBeatAndMakesUpForNothing()
    {
        var schedule = new ScheduleDefinition { Interval = TimeSpan.FromMinutes(10) };

        Assert.That(ScheduleClock.Next(schedule, Noon, Noon.AddMinutes(34), TimeZoneInfo.Utc), Is.EqualTo(Noon.AddMinutes(40)));
        Assert.That(ScheduleClock.Next(schedule, Noon, Noon, TimeZoneInfo.Utc), Is.EqualTo(Noon.AddMinutes(10)));
    }

    [Test]
    public async Task Interval_RunsAgainAndAgainAndRestsBetween()
    {
        Begin();
        await UpAsync(Job());
        var waiting = await UntilAsync("job", ServiceState.Scheduled);
        Assert.That(waiting.Reason, Does.StartWith("next run at "));
        Assert.That(Starts, Is.Zero);

        await UntilAsync("job", ServiceState.Running);
        World.Exit("job", 0);
        Assert.That((await UntilAsync("job", ServiceState.Scheduled)).Reason, Does.StartWith("last run completed"));
        await UntilAsync("job", ServiceState.Running);
        World.Exit("job", 3);

        var rest = await UntilAsync("job", ServiceState.Scheduled);
        Assert.That((rest.Reason, rest.ExitCode), Is.EqualTo(("last run failed: exited with code 3; " + rest.Reason!.Split("; ")[1], (int?)3)));
        Assert.That(Starts, Is.EqualTo(2));
    }

    [Test]
    public async Task Turn_WhileItStillRuns_IsLeftOut()
    {
        Begin();
        await UpAsync(Job());
        await UntilAsync("job", ServiceState.Running);

        Clock.Advance(TimeSpan.FromSeconds(25));
        await Engine.GetSnapshotAsync();

        Assert.That(Starts, Is.EqualTo(1));
        World.Exit("job", 0);
        await UntilAsync(_ => Starts == 2, "the next turn");
    }

    [Test]
    public async Task RunOnStart_RunsAtOnceAndThenByTheClock()
    {
        Begin();
        await UpAsync(Job() with { Schedule = new ScheduleDefinition { Interval = TimeSpan.FromSeconds(10), RunOnStart = true } });
        Assert.That(Starts, Is.EqualTo(1));
        World.Exit("job", 0);
        await UntilAsync("job", ServiceState.Scheduled);

        await UntilAsync(_ => Starts == 2, "the first turn");
    }

    [Test]
    public async Task StopAsync_Scheduled_RunsNoMoreAndTheSupervisorMayEnd()
    {
        Linger = TimeSpan.FromSeconds(1);
        Begin();
        await UpAsync(Job());
        await UntilAsync("job", ServiceState.Scheduled);

        await StopAsync("job");
        await EndsAsync();

        Assert.That(Starts, Is.Zero);
        Assert.That(Journal["job"].Snapshot.State, Is.EqualTo(ServiceState.Stopped));
    }

    [Test]
    public async Task Restart_Scheduled_RunsAtOnce()
    {
        Begin();
        await UpAsync(Job());
        await UntilAsync("job", ServiceState.Scheduled);

        await Engine.UpAsync(new UpCommand { Project = ProjectOf(Job()), Services = ["job"], Restart = ["job"] });

        await UntilAsync("job", ServiceState.Running);
    }

    [Test]
    public async Task Dependent_OfAScheduledService_DoesNotWaitForIt()
    {
        Begin();
        await UpAsync(Job(), Specs.Service("web", "job"));

        await UntilAsync("web", ServiceState.Running);
    }

    [Test]
    public async Task Crash_OfTheSupervisor_TheNextOneGoesOnByTheClock()
    {
        Begin();
        await UpAsync(Job());
        await UntilAsync("job", ServiceState.Scheduled);
        await CrashAsync();

        Begin();

        await UntilAsync("job", ServiceState.Running);
    }

    [Test]
    public async Task MaxConcurrent_RunsOverlapAndEachIsForgottenWhenItHasEnded()
    {
        Begin();
        await UpAsync(Overlapping(3));

        var three = await UntilAsync(s => s.Services.Count(x => x.State == ServiceState.Running) == 3, "three runs");
        Assert.That(three.Services.Select(s => (s.Name, s.Service, s.Required)), Is.EqualTo([("job", "job", true), ("job+1", "job", false), ("job+2", "job", false)]));
        Assert.That(three.Services.Select(s => s.LogPath).Distinct().Count(), Is.EqualTo(1));
        Clock.Advance(TimeSpan.FromMinutes(5));
        await UntilAsync(_ => true, "settled");
        Assert.That(World.Count("job"), Is.EqualTo(3), "never more");

        // The first of them, which is not one of the further runs.
        World.Exit("job", 0);
        await UntilAsync("job", ServiceState.Scheduled);
        World.Exit("job", 3);
        await UntilAsync(s => s.Services.All(x => x.Name != "job+1"), "the failed run is forgotten");
        Assert.That(Journal.Load().Select(e => e.Snapshot.Name), Does.Not.Contain("job+1"));
        await UntilAsync(s => s.Services.Count(x => x.State == ServiceState.Running) == 3, "the next turns");
    }

    [Test]
    public async Task MaxConcurrent_StopReloadAndRestart_MeanAllRuns()
    {
        Begin();
        await UpAsync(Overlapping(2));
        await UntilAsync(_ => World.Count("job") == 2, "two runs");

        var reply = await Engine.ReloadAsync(new ReloadCommand { Project = ProjectOf(Overlapping(2)), Services = ["job"] });
        Assert.That((reply.Removed, World.Count("job")), Is.EqualTo((Array.Empty<string>(), 2)));
        await Engine.UpAsync(new UpCommand { Project = ProjectOf(Overlapping(2)), Services = ["job"], Restart = ["job", "job+1"] });
        await UntilAsync(s => World.Count("job") == 1 && s.Services.Count == 1, "one run after the restart");
        await UntilAsync(_ => World.Count("job") == 2, "two runs again");
        await StopAsync("job", "job+1");

        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That((await Engine.GetSnapshotAsync()).Services.Select(s => (s.Name, s.State)), Is.EqualTo([("job", ServiceState.Stopped)]));
        Assert.That(World.Count("job"), Is.Zero);
    }

    [Test]
    public async Task MaxConcurrent_Crash_FurtherRunsAreTakenOverAndForgottenInTheirTime()
    {
        Begin();
        await UpAsync(Overlapping(2));
        await UntilAsync(_ => World.Count("job") == 2, "two runs");
        await CrashAsync();

        Begin();
        await UntilAsync(s => s.Services.Count(x => x.State == ServiceState.Running) == 2, "both are taken over");
        World.Exit("job", 0);
        World.Exit("job", 0);

        await UntilAsync(s => s.Services.All(x => x.Name == "job"), "the further run is forgotten");
    }

    private static ServiceDefinition Overlapping(int most) => Job() with
    {
        Schedule = new ScheduleDefinition { Interval = TimeSpan.FromSeconds(10), MaxConcurrent = most },
        Restart = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true },
    };

    private static ServiceDefinition Job() => Specs.Service("job") with { Schedule = new ScheduleDefinition { Interval = TimeSpan.FromSeconds(10) } };
}
