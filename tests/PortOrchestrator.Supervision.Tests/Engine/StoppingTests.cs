using PortOrchestrator.Supervision.Engine;

namespace PortOrchestrator.Supervision.Tests.Engine;

internal sealed class StoppingTests : ServiceInstanceFixture
{
    [Test]
    public void Stop_Running_IsStoppedWhenItsTreeIs()
    {
        Start(Specs.Checked());
        Check(true);
        Instance.RequestStop(startAgain: false);
        Instance.Stop();
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Stopping));
        Exit(143);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Stopping), "the rest of its tree may live");

        StopFinished();

        Assert.That((Instance.State, Instance.Root, Instance.Wanted), Is.EqualTo((ServiceState.Stopped, (object?)null, false)));
    }

    [Test]
    public void Stop_WhileStarting_IsStopped()
    {
        Start(Specs.Checked());
        Instance.RequestStop(startAgain: false);
        Instance.Stop();
        Check(true);
        TimeOut();
        StopFinished();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Stopped));
    }

    [Test]
    public void Stop_WhileWaitingToRestart_IsStoppedAndStaysSo()
    {
        Start(Specs.Checked() with { Restart = new RestartDefinition { IsExplicit = true } });
        Exit(1);
        CleanedUp();
        var generation = Instance.Generation;
        Instance.RequestStop(startAgain: false);
        Instance.Stop();

        Assert.That(Instance.Handle(new InstanceEvent.BackoffElapsed("web", generation)), Is.False);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Stopped));
        Assert.That(Effects.Calls, Does.Not.Contain("stop"), "nothing is left of it");
    }

    [Test]
    public void Start_WhileWhatAFailedRunLeftIsStopped_HasNotFailed()
    {
        Start(Specs.Checked());
        Exit(1);
        Instance.RequestStop(startAgain: false);
        Instance.Stop();
        Assert.That((Instance.State, Instance.IsStopping), Is.EqualTo((ServiceState.Failed, true)));

        Assert.That(Instance.RequestStart(again: false), Is.True);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Pending), "whoever waits for it must not take it for failed");
        StopFinished();
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Pending));
        Instance.Start([]);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
    }

    [Test]
    public void StartAndStop_WhileWhatAFailedRunLeftIsStopped_StaysStopped()
    {
        Start(Specs.Checked());
        Exit(1);
        Instance.RequestStop(startAgain: false);
        Instance.Stop();
        Instance.RequestStart(again: false);

        Instance.RequestStop(startAgain: false);
        StopFinished();

        Assert.That((Instance.State, Instance.Wanted), Is.EqualTo((ServiceState.Stopped, false)));
    }

    [Test]
    public void Stop_WhileCleaningUp_CanBeStartedAfterwards()
    {
        Start(Specs.Checked() with { Restart = new RestartDefinition { IsExplicit = true } });
        Exit(1);
        var generation = Instance.Generation;
        Instance.RequestStop(startAgain: false);
        Instance.Stop();
        StopFinished();
        Instance.Handle(new InstanceEvent.CleanedUp("web", generation, new Supervision.Processes.TreeStopResult()));
        Assert.That((Instance.State, Instance.IsCleaning), Is.EqualTo((ServiceState.Stopped, false)));

        Instance.RequestStart(again: false);
        Instance.Start([]);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
    }

    [Test]
    public void RequestStart_WhileStopping_StartsAfterTheStop()
    {
        Start(Specs.Service());
        Instance.RequestStop(startAgain: false);
        Instance.Stop();

        Assert.That(Instance.RequestStart(again: false));
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Stopping));
        StopFinished();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Pending));
    }

    [Test]
    public void RequestStop_WhileStoppingToStartAgain_StaysStoppedAndStopsOnce()
    {
        Start(Specs.Service());
        Instance.RequestStop(startAgain: true);
        Instance.Stop();

        Instance.RequestStop(startAgain: false);
        Assert.That(Instance.StopRequested, Is.False, "the stop that is under way will do");
        StopFinished();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Stopped));
        Assert.That(Effects.Calls.Count(c => c == "stop"), Is.EqualTo(1));
    }

    [Test]
    public void RequestStart_CompletedTask_RunsAgainOnlyWhenNamed()
    {
        Start(Specs.Service() with { Kind = ServiceKind.Task });
        Exit(0);

        Assert.That(Instance.RequestStart(again: false), Is.False);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Completed));
        Assert.That(Instance.RequestStart(again: true));
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Pending));
    }

    [Test]
    public void StopFinished_Survivors_AreNamed()
    {
        Start(Specs.Service());
        Instance.RequestStop(startAgain: false);
        Instance.Stop();

        StopFinished(new StopOutcome { Survivors = ["dd (pid 5)"] });

        Assert.That((Instance.State, Instance.Reason), Is.EqualTo((ServiceState.Stopped, "lives on: dd (pid 5)")));
    }

    [Test]
    public void Replace_WhileRunning_IsUsedByTheNextRunOnly()
    {
        Start(Specs.Service());
        var newer = Specs.Service() with { Tier = 1 };
        Instance.Replace(newer.Spec());
        Assert.That(Instance.Definition.Tier, Is.EqualTo(3));

        Instance.RequestStop(startAgain: true);
        Instance.Stop();
        StopFinished();
        Instance.Start([]);

        Assert.That(Instance.Definition.Tier, Is.EqualTo(1));
    }
}
