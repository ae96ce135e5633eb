using PortOrchestrator.Supervision.Engine;

namespace PortOrchestrator.Supervision.Tests.Engine;

internal sealed class RestartingTests : ServiceInstanceFixture
{
    private static readonly RestartDefinition Explicit = new() { IsExplicit = true };

    [Test]
    public void Exited_ImplicitPolicyBeforeReady_Fails()
    {
        Start(Specs.Checked());
        Exit(1);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));
    }

    [Test]
    public void Exited_ImplicitPolicyAfterReady_StartsAgain()
    {
        Start(Specs.Checked());
        Check(true);
        Exit(1);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Restarting));
        Assert.That(Instance.Reason, Is.EqualTo("exited with code 1; starts again in 1 s"));
    }

    [Test]
    public void Exited_ImplicitPolicyWithoutCheck_StartsAgainOnlyWhenItHasRunLong([Values] bool ranLong)
    {
        Start(Specs.Service());
        Assert.That(Effects.Delay<InstanceEvent.Settled>(), Is.EqualTo(RestartRule.ProvenUptime));
        if (ranLong) Settle();

        Exit(1);

        Assert.That(Instance.State, Is.EqualTo(ranLong ? ServiceState.Restarting : ServiceState.Failed));
    }

    [Test]
    public void Exited_PolicyNo_Fails()
    {
        Start(Specs.Checked() with { Restart = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true } });
        Check(true);
        Exit(1);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));
    }

    [TestCase(RestartPolicy.OnFailure, ServiceState.Completed)]
    [TestCase(RestartPolicy.Always, ServiceState.Restarting)]
    public void Exited_SuccessAfterReady_DependsOnThePolicy(RestartPolicy policy, ServiceState expected)
    {
        Start(Specs.Checked() with { Restart = new RestartDefinition { Policy = policy, IsExplicit = true } });
        Check(true);
        Exit(0);

        Assert.That(Instance.State, Is.EqualTo(expected));
    }

    [Test]
    public void Exited_CodeUnknown_CountsAsFailure()
    {
        Start(Specs.Checked());
        Check(true);
        Exit(null);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Restarting));
        Assert.That(Instance.Reason, Does.StartWith("ended; exit code unknown"));
    }

    [Test]
    public void Exited_AgainAndAgain_DoublesTheBackoffUpToItsMaximum()
    {
        Start(Specs.Checked() with { Restart = Explicit });
        var delays = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            Exit(1);
            CleanedUp();
            delays.Add(Effects.Delay<InstanceEvent.BackoffElapsed>()!.Value.TotalSeconds);
            Backoff();
            StartAgain();
        }

        Assert.That(delays, Is.EqualTo([1, 2, 4, 8, 16, 30, 30]));
        Assert.That(Instance.Restarts, Is.EqualTo(7));
    }

    [Test]
    public void Exited_MaxRestartsReached_GivesUpAndSaysSo()
    {
        Start(Specs.Checked() with { Restart = Explicit with { MaxRestarts = 2 } });
        CrashAndStartAgain();
        CrashAndStartAgain();

        Exit(1);

        Assert.That((Instance.State, Instance.Reason), Is.EqualTo((ServiceState.Failed, "exited with code 1; given up after 2 restarts")));
    }

    [Test]
    public void Settled_AfterRestarts_StartsTheCountOver()
    {
        Start(Specs.Checked() with { Restart = Explicit with { MaxRestarts = 2, ResetAfter = TimeSpan.FromSeconds(33) } });
        CrashAndStartAgain();
        CrashAndStartAgain();
        Check(true);
        Assert.That(Effects.Delay<InstanceEvent.Settled>(), Is.EqualTo(TimeSpan.FromSeconds(33)));
        Settle();

        Exit(1);
        CleanedUp();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Restarting));
        Assert.That(Effects.Delay<InstanceEvent.BackoffElapsed>(), Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void CleanedUp_BeforeTheRestart_IsWaitedFor()
    {
        Start(Specs.Checked() with { Restart = Explicit });
        Exit(1);
        Assert.That(Effects.Delay<InstanceEvent.BackoffElapsed>(), Is.Null);
        Assert.That(Instance.IsCleaning);

        CleanedUp();

        Assert.That(Effects.Delay<InstanceEvent.BackoffElapsed>(), Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Liveness_LostWithActionRestart_EndsAndStartsAgain()
    {
        Start(Specs.Service() with { Liveness = new ProbeDefinition { Check = new TcpCheck { Target = "localhost:1" } } });
        Assert.That(Effects.Calls, Does.Contain("liveness"));
        Live(true);
        Assert.That(Instance.Health, Is.EqualTo(ServiceHealth.Healthy));

        Live(false);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Restarting));
        Assert.That(Instance.Reason, Does.StartWith("liveness check failed: connection refused"));
        Assert.That(Effects.Calls, Does.Contain("cleanup politely"));
    }

    [Test]
    public void Liveness_LostWithActionReport_OnlySaysSo()
    {
        Start(Specs.Service() with { Liveness = new ProbeDefinition { Check = new TcpCheck { Target = "localhost:1" }, Action = LivenessAction.Report } });

        Live(false);

        Assert.That((Instance.State, Instance.Health), Is.EqualTo((ServiceState.Running, ServiceHealth.Unhealthy)));
        Assert.That(Instance.Reason, Is.EqualTo("liveness check failed: connection refused"));
    }

    [Test]
    public void Readiness_LostWhileRunning_IsToldAndRecovers()
    {
        Start(Specs.Checked());
        Check(true);

        Check(false);
        Assert.That((Instance.State, Instance.Health, Instance.Reason), Is.EqualTo((ServiceState.Running, ServiceHealth.Unhealthy, "check failed: connection refused")));
        Check(true);

        Assert.That((Instance.State, Instance.Health, Instance.Reason), Is.EqualTo((ServiceState.Running, ServiceHealth.Healthy, (string?)null)));
    }

    [Test]
    public void RequestStart_AfterFailure_ForgetsTheStreak()
    {
        Start(Specs.Checked() with { Restart = Explicit with { MaxRestarts = 1 } });
        CrashAndStartAgain();
        Exit(1);
        CleanedUp();
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));

        Assert.That(Instance.RequestStart(again: false));
        StartAgain();
        Exit(1);

        Assert.That((Instance.State, Instance.Restarts), Is.EqualTo((ServiceState.Restarting, 0)));
    }

    [Test]
    public void Exited_Jitter_ShortensTheWaitAndNeverLengthensIt([Values(0, 0.5, 1)] double jitter)
    {
        Effects.Jitter = jitter;
        Start(Specs.Checked() with { Restart = Explicit });
        Exit(1);
        CleanedUp();

        Assert.That(Effects.Delay<InstanceEvent.BackoffElapsed>(), Is.EqualTo(TimeSpan.FromSeconds(1 - 0.1 * jitter)));
    }

    [Test]
    public void RequestStart_WaitsForItsRestart_StartsAtOnceAndTheOldTimerIsNothing()
    {
        Start(Specs.Checked() with { Restart = Explicit });
        Exit(1);
        CleanedUp();

        Assert.That(Instance.RequestStart(again: false));

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Pending));
        Assert.That(Effects.Delay<InstanceEvent.BackoffElapsed>(), Is.Null);
        Backoff();
        Assert.That((Instance.State, Instance.Restarts), Is.EqualTo((ServiceState.Pending, 0)));
    }

    [Test]
    public void RequestStop_TimerOfTheRestartHasRungMeanwhile_StaysStopped()
    {
        Start(Specs.Checked() with { Restart = Explicit });
        Exit(1);
        CleanedUp();
        var generation = Instance.Generation;
        Instance.RequestStop(startAgain: false);
        Instance.Stop();

        Instance.Handle(new InstanceEvent.BackoffElapsed(Instance.Name, generation));

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Stopped));
    }

    [TestCase(137, "was killed by SIGKILL, perhaps")]
    [TestCase(139, "was killed by SIGSEGV")]
    [TestCase(1, "exited with code 1")]
    public void Exited_BySignal_IsNamedAndOnlyAKillIsExplained(int code, string expected)
    {
        Effects.KillHint = ", perhaps";
        Start(Specs.Checked() with { Restart = new RestartDefinition { Policy = RestartPolicy.No } });
        Exit(code);

        Assert.That(Instance.Reason, Is.EqualTo(expected));
    }
}
