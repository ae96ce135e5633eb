namespace PortOrchestrator.Supervision.Tests.Engine;

internal sealed class LauncherTests : ServiceInstanceFixture
{
    private static ServiceDefinition Compose => Specs.Checked() with { Launcher = Specs.Launcher() };

    private static ServiceDefinition Daemon => Specs.Checked() with { Kind = ServiceKind.Daemon };

    private static ServiceDefinition Script => Specs.Checked() with { MayLaunch = true };

    [Test]
    public void Exited_LauncherWithoutCheck_IsLaunchedAtExitZero()
    {
        Start(Specs.Service() with { Kind = ServiceKind.Daemon });
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));

        Exit(0);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Launched));
        Assert.That(Instance.NeedsSupervisor, "somebody has to know of it");
    }

    [Test]
    public void Exited_LauncherThatFails_IsFailed()
    {
        Start(Compose);

        Exit(1);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));
    }

    [Test]
    public void Start_RecognisedLauncher_IsCheckedOnlyAfterItsExit()
    {
        Start(Compose);
        Assert.That(Effects.Calls, Does.Not.Contain("readiness"), "the instance that it replaces would answer");

        Exit(0);
        Assert.That(Effects.Calls, Does.Contain("readiness"));
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
        Check(true);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Launched));
    }

    [Test]
    public void Exited_CommandThatMayLaunchWithZeroWhileStarting_WaitsForTheCheck()
    {
        Start(Script);

        Exit(0);
        Assert.That((Instance.State, Instance.Reason), Is.EqualTo((ServiceState.Starting, "launched; waiting for exec:check web")));
        Check(true);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Launched));
    }

    [Test]
    public void Exited_ZeroWithCheckThatIsNoLauncher_IsCompleted()
    {
        Start(Specs.Checked());

        Exit(0);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Completed));
    }

    [TestCase(true, ServiceState.Launched)]
    [TestCase(false, ServiceState.Completed)]
    public void Exited_ZeroWhenRunning_IsVerifiedByTheCheck(bool answers, ServiceState expected)
    {
        Start(Script);
        Check(true);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Running));

        Exit(0);
        Assert.That(Effects.Calls, Does.Contain("verify"));
        Verified(answers);

        Assert.That(Instance.State, Is.EqualTo(expected));
    }

    [Test]
    public void LaunchVerified_NothingAnswersAndPolicyAlways_StartsAgain()
    {
        Start(Script with { Restart = new RestartDefinition { Policy = RestartPolicy.Always } });
        Check(true);
        Exit(0);

        Verified(false);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Restarting));
    }

    [Test]
    public void Readiness_LaunchedServiceThatNoLongerAnswers_StartsAgain()
    {
        Start(Daemon);
        Exit(0);
        Check(true);

        Check(false);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Restarting));
        Assert.That(Instance.Reason, Does.StartWith("check failed: connection refused"));
        Assert.That(Instance.Health, Is.EqualTo(ServiceHealth.Unhealthy));
    }

    [Test]
    public void ReadyTimeout_AfterTheLaunchersExit_FailsYetMayStillComeUp()
    {
        Start(Daemon);
        Exit(0);
        TimeOut();
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));
        Assert.That(Effects.Calls, Does.Not.Contain("cleanup"), "what it launched is not its child");

        Check(true);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Launched));
    }
}
