using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Supervision.Tests.Engine;

namespace PortOrchestrator.Supervision.Tests.Engines;

/// <summary>The state machine of a service that Docker Compose or systemd runs.</summary>
internal sealed class EngineRunTests : ServiceInstanceFixture
{
    private static ServiceDefinition Compose => Made.Service() with
    {
        Kind = ServiceKind.Compose,
        MinUptime = null,
        Readiness = new ProbeDefinition { Check = new EngineCheck() },
    };

    [Test]
    public void Exited_Zero_WatchesAndIsLaunchedWhenItsStateIsGood()
    {
        Run(Compose);
        Assert.That(Effects.Calls, Is.EqualTo(new[] { "launch" }), "what answers before may be what is replaced");

        Exit(0);
        Assert.That(Effects.Calls, Does.Contain("engine").And.Contain("readiness"));
        Assert.That((Instance.State, Instance.Reason), Is.EqualTo((ServiceState.Starting, "launched; waiting for its own state")));
        Check(true);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Launched));
    }

    [Test]
    public void Exited_Badly_TellsWhatItWasAbout()
    {
        Effects.StartExplanation = "Docker's daemon does not answer; start it";
        Run(Compose);

        Exit(1);

        Assert.That((Instance.State, Instance.Reason, Instance.ExitCode), Is.EqualTo((ServiceState.Failed, "Docker's daemon does not answer; start it", 1)));
    }

    [Test]
    public void Exited_WithAnUnknownCode_LeavesTheVerdictToTheEngine()
    {
        Run(Compose);

        Exit(null);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
        Assert.That(Effects.Calls, Does.Contain("engine"));
    }

    [TestCase(ServiceState.Starting)]
    [TestCase(ServiceState.Launched)]
    public void EngineEnded_Badly_FailsWithTheCodeAndIsCleanedUp(ServiceState when)
    {
        Run(Compose with { Restart = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true } });
        Exit(0);
        if (when == ServiceState.Launched) Check(true);

        Ended(3);

        Assert.That((Instance.State, Instance.ExitCode, Instance.Reason), Is.EqualTo((ServiceState.Failed, 3, "container demo_web_1 exited with code 3")));
        Assert.That(Effects.Calls[^1], Is.EqualTo("cleanup"));
    }

    [Test]
    public void EngineEnded_LaunchedOnce_StartsAgainByTheRestartPolicy()
    {
        Run(Compose);
        Exit(0);
        Check(true);

        Ended(1);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Restarting));
    }

    [Test]
    public void EngineEnded_Well_IsCompletedAndWasReady()
    {
        Run(Compose);
        Exit(0);

        Ended(0);

        Assert.That((Instance.State, Instance.ExitCode, Instance.WasReady), Is.EqualTo((ServiceState.Completed, 0, true)));
        Assert.That(Instance.MayHaveSomethingToStop, "its container is left to be removed");
    }

    [Test]
    public void EngineEnded_OfAnEarlierRun_IsNotHeard()
    {
        Run(Compose);
        Exit(0);
        Check(true);
        var earlier = Instance.Generation - 1;

        Assert.That(Instance.Handle(new InstanceEvent.EngineEnded("web", earlier, new EngineState(EngineCondition.Ended) { ExitCode = 1 })), Is.False);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Launched));
    }

    [Test]
    public void Start_OfWhatSomebodyElseRuns_IsOnlyProbed()
    {
        Start(Spec(Compose) with { ExternalHolder = "container demo_web_1" });
        Check(true);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.External));
        Assert.That(Effects.Calls, Is.EqualTo(new[] { "readiness" }));
    }

    private void Run(ServiceDefinition definition) => Start(Spec(definition));

    private void Ended(int code) => Tell((n, g) => new InstanceEvent.EngineEnded(n, g, new EngineState(EngineCondition.Ended) { ExitCode = code, Name = "container demo_web_1" }));

    private static ServiceSpec Spec(ServiceDefinition definition) => definition.Spec() with
    {
        Engine = new EngineSpec { Control = ["docker", "compose"], Target = "web", ComposeProject = "demo" },
    };
}
