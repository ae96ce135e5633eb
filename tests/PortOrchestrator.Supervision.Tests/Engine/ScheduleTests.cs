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

    private static ServiceDefinition Job() => Specs.Service("job") with { Schedule = new ScheduleDefinition { Interval = TimeSpan.FromSeconds(10) } };
}
