using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Engine;

internal sealed class StartingTests : ServiceInstanceFixture
{
    [Test]
    public void Start_WithoutCheck_IsReadyWhenItHasSurvivedTheFirstMoment()
    {
        Start(Specs.Service() with { MinUptime = null });
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
        Assert.That(Effects.Delay<InstanceEvent.UptimeReached>(), Is.EqualTo(RestartRule.SurvivedUptime));

        Uptime();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public void Uptime_StillBusyGettingStarted_IsLookedAtAgainUntilItRests()
    {
        Effects.Busy = true;
        Start(Specs.Service() with { MinUptime = null });
        Clock.Advance(RestartRule.SurvivedUptime);
        Uptime();
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
        Assert.That(Effects.Delay<InstanceEvent.UptimeReached>(), Is.EqualTo(RestartRule.BusyInterval));

        Effects.Busy = false;
        Uptime();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public void Uptime_BusyForAsLongAsABusyStartMayTake_IsReady()
    {
        Effects.Busy = true;
        Start(Specs.Service() with { MinUptime = null });
        Clock.Advance(RestartRule.LongestBusyStart - TimeSpan.FromMilliseconds(1));
        Uptime();
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));

        Clock.Advance(TimeSpan.FromMilliseconds(1));
        Uptime();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public void Exited_WhileStillBusyGettingStarted_Fails()
    {
        Effects.Busy = true;
        Start(Specs.Service() with { MinUptime = null });
        Clock.Advance(RestartRule.SurvivedUptime);
        Uptime();

        Exit(3);

        Assert.That((Instance.State, Instance.ReadyAt), Is.EqualTo((ServiceState.Failed, (DateTimeOffset?)null)));
    }

    [Test]
    public void Uptime_ConfiguredTime_IsTakenAtItsWord()
    {
        Effects.Busy = true;
        Start(Specs.Service() with { MinUptime = TimeSpan.FromSeconds(1) });
        Clock.Advance(TimeSpan.FromSeconds(1));

        Uptime();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public void Exited_WithoutCheckInTheFirstMoment_FailsWithoutEverBeingReady()
    {
        Start(Specs.Service() with { MinUptime = null });

        Exit(3);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));
        Assert.That(Instance.ReadyAt, Is.Null);
    }

    [Test]
    public void Start_WithoutCheckAndUptime_IsReadyAtOnce()
    {
        Start(Specs.Service());

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Running));
        Assert.That(Instance.Health, Is.EqualTo(ServiceHealth.None));
        Assert.That(Instance.ReadyAt, Is.EqualTo(Clock.GetUtcNow()));
    }

    [Test]
    public void Start_WithCheck_IsReadyWhenItPasses()
    {
        Start(Specs.Checked());
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
        Check(false, ServiceHealth.Unknown);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));

        Check(true, warning: "does not speak HTTP");

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Running));
        Assert.That(Instance.Health, Is.EqualTo(ServiceHealth.Healthy));
        Assert.That(Instance.Snapshot(Specs.Project, 1).Warnings, Is.EqualTo(["does not speak HTTP"]));
    }

    [Test]
    public void Start_MinUptimeWithoutCheck_IsReadyOnlyThen()
    {
        Start(Specs.Service() with { MinUptime = TimeSpan.FromSeconds(5) });
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
        Assert.That(Effects.Delay<InstanceEvent.UptimeReached>(), Is.EqualTo(TimeSpan.FromSeconds(5)));

        Uptime();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public void Start_MinUptimeAndCheck_WaitsForBoth()
    {
        Start(Specs.Checked() with { MinUptime = TimeSpan.FromSeconds(5) });
        Clock.Advance(TimeSpan.FromSeconds(2));
        Check(true);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
        Assert.That(Effects.Delay<InstanceEvent.UptimeReached>(), Is.EqualTo(TimeSpan.FromSeconds(3)));
        Check(false);
        Uptime();
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting), "unhealthy when the time is up");

        Clock.Advance(TimeSpan.FromSeconds(4));
        Check(true);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public void Exited_WhileStarting_FailsAtOnceWithTheCode()
    {
        Start(Specs.Checked());

        Exit(7);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));
        Assert.That(Instance.Reason, Is.EqualTo("exited with code 7"));
        Assert.That(Instance.ExitCode, Is.EqualTo(7));
        Assert.That(Effects.Calls, Does.Contain("cleanup"), "what it started itself must not live on");
    }

    [Test]
    public void ReadyTimeout_StillStarting_FailsWithTheLastReasonOfTheCheck()
    {
        Start(Specs.Checked() with { ReadyTimeout = TimeSpan.FromSeconds(2.5) });
        Assert.That(Effects.Delay<InstanceEvent.ReadyTimeout>(), Is.EqualTo(TimeSpan.FromSeconds(2.5)));
        Check(false, ServiceHealth.Unknown);

        TimeOut();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));
        Assert.That(Instance.Reason, Is.EqualTo("not ready within 2.5 s: connection refused"));
        Assert.That(Effects.Calls, Does.Contain("cleanup politely"));
    }

    [Test]
    public void ReadyTimeout_AfterReady_ChangesNothing()
    {
        Start(Specs.Checked());
        Check(true);

        TimeOut();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public void Exited_TaskWithSuccessCode_IsCompleted([Values(0, 3)] int code)
    {
        Start(Specs.Service() with { Kind = ServiceKind.Task, SuccessExitCodes = [0, 3] });
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
        Assert.That(Effects.Delay<InstanceEvent.ReadyTimeout>(), Is.Null, "a task takes the time it takes");

        Exit(code);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Completed));
        Assert.That(Instance.IsReady);
    }

    [Test]
    public void Exited_TaskWithOtherCode_IsFailed()
    {
        Start(Specs.Service() with { Kind = ServiceKind.Task });

        Exit(2);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));
    }

    [Test]
    public void Start_ProgramThatCannotBeLaunched_IsFailedWithTheMessage()
    {
        Effects.LaunchFails = new LaunchException("no such program");

        Start(Specs.Service());

        Assert.That((Instance.State, Instance.Reason), Is.EqualTo((ServiceState.Failed, "no such program")));
    }

    [Test]
    public void Start_LogFolderThatCannotBeWritten_IsFailedAndDoesNotThrow()
    {
        Effects.LaunchFails = new UnauthorizedAccessException("the folder is read-only");

        Start(Specs.Service());

        Assert.That((Instance.State, Instance.Reason), Is.EqualTo((ServiceState.Failed, "the folder is read-only")));
    }

    [Test]
    public void Start_SkipReason_IsSkippedAndLaunchesNothing()
    {
        Start(Specs.Service().Spec() with { SkipReason = "port 80 is taken" });

        Assert.That((Instance.State, Instance.Reason), Is.EqualTo((ServiceState.Skipped, "port 80 is taken")));
        Assert.That(Effects.Calls, Is.Empty);
    }

    [Test]
    public void Start_ExternalWithCheck_IsExternalWhenItPassesAndNeverLaunches()
    {
        Start(Specs.Checked().Spec() with { ExternalHolder = "postgres (pid 7)" });
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));

        Check(true);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.External));
        Assert.That(Instance.Reason, Does.Contain("postgres (pid 7)"));
        Assert.That(Instance.NeedsSupervisor, Is.False);
        Assert.That(Effects.Calls, Does.Not.Contain("launch"));
    }

    [Test]
    public void Start_RemainsOfTheLastRun_AreEndedFirst()
    {
        Start(Specs.Service());
        Exit(0);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Completed));
        Instance.RequestStart(again: false);

        Instance.Start([]);

        Assert.That(Effects.Calls, Is.EqualTo(["launch", "cleanup politely"]));
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Pending));
        CleanedUp();
        Instance.Start([]);
        Assert.That(Effects.Calls, Is.EqualTo(["launch", "cleanup politely", "launch"]));
    }

    [Test]
    public void Start_RemainsThatCannotBeEnded_FailsInsteadOfRunningTwice()
    {
        Start(Specs.Service());
        Exit(0);
        Instance.RequestStart(again: false);
        Instance.Start([]);

        CleanedUp("sleep (pid 9)");

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));
        Assert.That(Instance.Reason, Does.Contain("sleep (pid 9)"));
        Assert.That(Effects.Calls.Count(c => c == "launch"), Is.EqualTo(1));
    }

    [Test]
    public void Handle_EventOfAnEarlierRun_ChangesNothing()
    {
        Start(Specs.Checked() with { Restart = new RestartDefinition { Policy = RestartPolicy.Always, IsExplicit = true } });
        var old = Instance.Generation;
        CrashAndStartAgain();
        Instance.Dirty = false;

        InstanceEvent[] late =
        [
            new InstanceEvent.Exited("web", old, 1),
            new InstanceEvent.ReadyTimeout("web", old),
            new InstanceEvent.CleanedUp("web", old, new TreeStopResult()),
            new InstanceEvent.StopFinished("web", old, new StopOutcome()),
            new InstanceEvent.BackoffElapsed("web", old),
        ];
        foreach (var message in late) Assert.That(Instance.Handle(message), Is.False);

        Assert.That((Instance.State, Instance.Dirty, Instance.ProcessAlive), Is.EqualTo((ServiceState.Starting, false, true)));
    }

    [Test]
    public void Handle_CheckResultThatWasUnderWayWhenTheRunEnded_ChangesNothing()
    {
        Start(Specs.Checked());
        Exit(1);
        Instance.Dirty = false;

        Check(true);
        TimeOut();

        Assert.That((Instance.State, Instance.Health, Instance.Dirty), Is.EqualTo((ServiceState.Failed, ServiceHealth.Unknown, false)));
    }
}
