using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>What a supervisor makes of what an earlier one had under way.</summary>
internal sealed class AdoptionTests : ServiceInstanceFixture
{
    private static readonly ProcessIdentity Process = new(7, 7, "boot");
    private static readonly RestartDefinition Restarting = new() { IsExplicit = true };

    [Test]
    public void Dead_WasRunning_ItsRestartRuleDecides([Values] bool restarts)
    {
        Adopt(ServiceState.Running, alive: false, Specs.Checked() with { Restart = restarts ? Restarting : new RestartDefinition { Policy = RestartPolicy.No } });

        Assert.That(Instance.State, Is.EqualTo(restarts ? ServiceState.Restarting : ServiceState.Failed));
        Assert.That(Instance.Reason, Does.StartWith("ended while no supervisor ran; exit code unknown"));
        Assert.That(Effects.Calls, Is.EqualTo(new[] { "cleanup" }), "what it left behind goes first");
    }

    [Test]
    public void Dead_WasRunningBeforeTheMachineWasStartedAnew_NothingStartsByItself()
    {
        Adopt(ServiceState.Running, alive: false, Specs.Checked() with { Restart = Restarting }, sameBoot: false);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Failed));
        Assert.That(Effects.Calls, Is.Empty);
    }

    [TestCase(true, ServiceState.Pending)]
    [TestCase(false, ServiceState.Stopped)]
    public void Dead_WasPending_GoesOnWithinOneBoot(bool sameBoot, ServiceState expected)
    {
        Adopt(ServiceState.Pending, alive: false, Specs.Checked(), sameBoot, process: null);

        Assert.That(Instance.State, Is.EqualTo(expected));
    }

    [Test]
    public void Dead_WaitedForItsRestart_IsStartedAgainWithTheCountKept()
    {
        Adopt(ServiceState.Restarting, alive: false, Specs.Checked() with { Restart = Restarting with { MaxRestarts = 3 } }, process: null, streak: 2);
        Assert.That(Effects.Delay<InstanceEvent.BackoffElapsed>(), Is.EqualTo(TimeSpan.FromSeconds(4)));

        Backoff();
        StartAgain();
        Exit(1);

        Assert.That(Instance.Reason, Does.EndWith("given up after 3 restarts"));
    }

    [Test]
    public void Dead_IntentWithoutAProcess_IsStartedButATaskIsNotRunTwice([Values] bool isTask)
    {
        Adopt(ServiceState.Starting, alive: false, isTask ? Specs.Service() with { Kind = ServiceKind.Task } : Specs.Service(), process: null);

        Assert.That(Instance.State, Is.EqualTo(isTask ? ServiceState.Failed : ServiceState.Pending));
    }

    [Test]
    public void Living_StopWasUnderWay_GoesOn([Values] bool startsAgain)
    {
        Adopt(ServiceState.Stopping, alive: true, Specs.Checked(), wanted: startsAgain);
        Assert.That(Instance.StopRequested);

        Instance.Stop();
        StopFinished();

        Assert.That(Instance.State, Is.EqualTo(startsAgain ? ServiceState.Pending : ServiceState.Stopped));
    }

    [Test]
    public void Dead_StopWasUnderWay_IsNoEnd([Values] bool startsAgain)
    {
        Adopt(ServiceState.Stopping, alive: false, Specs.Checked(), wanted: startsAgain);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Stopping), "whoever waits must not take it for failed");

        Instance.Stop();
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Stopping));
        StopFinished();

        Assert.That(Instance.State, Is.EqualTo(startsAgain ? ServiceState.Pending : ServiceState.Stopped));
    }

    [Test]
    public void Dead_DiedWhileItsRestartWaitedForDependents_IsNoEnd()
    {
        Adopt(ServiceState.Running, alive: false, Specs.Checked(), wanted: true, stopRequested: true);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Pending));

        Instance.Stop();
        StopFinished();

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Pending));
        Instance.Start([]);
        Assert.That(Instance.State, Is.EqualTo(ServiceState.Starting));
    }

    [Test]
    public void Living_StopWaitedForDependents_IsStillAskedFor()
    {
        Adopt(ServiceState.Running, alive: true, Specs.Checked(), wanted: false, stopRequested: true);

        Assert.That((Instance.State, Instance.StopRequested), Is.EqualTo((ServiceState.Running, true)));
        Assert.That(Effects.Calls, Is.Empty);
    }

    [TestCase(ServiceState.Failed)]
    [TestCase(ServiceState.Restarting)]
    public void Living_WasBeingEnded_IsEnded(ServiceState state)
    {
        Adopt(state, alive: true, Specs.Checked() with { Restart = Restarting });

        Assert.That((Instance.State, Instance.IsCleaning), Is.EqualTo((state, true)));
        CleanedUp();
        Assert.That(Effects.Delay<InstanceEvent.BackoffElapsed>(), state == ServiceState.Restarting ? Is.EqualTo(TimeSpan.FromSeconds(1)) : Is.Null);
    }

    [Test]
    public void Living_Running_SettlesAsAfterAStart()
    {
        Adopt(ServiceState.Running, alive: true, Specs.Checked() with { Restart = Restarting with { MaxRestarts = 1 } }, streak: 1);
        Assert.That(Effects.Delay<InstanceEvent.Settled>(), Is.EqualTo(TimeSpan.FromSeconds(10)));
        Settle();

        Exit(1);

        Assert.That(Instance.State, Is.EqualTo(ServiceState.Restarting));
    }

    private void Adopt(
        ServiceState state,
        bool alive,
        ServiceDefinition definition,
        bool sameBoot = true,
        bool wanted = true,
        bool stopRequested = false,
        int streak = 0,
        ProcessIdentity? process = null)
    {
        var spec = definition.Spec();
        Make(spec);
        var entry = new JournalEntry
        {
            Snapshot = Instance.Snapshot(Specs.Project, 1) with { State = state },
            Spec = spec,
            Wanted = wanted,
            InstanceId = "mark",
            Process = state is ServiceState.Running or ServiceState.Stopping || alive ? Process : process,
            StopRequested = stopRequested,
            Streak = streak,
            BootId = "boot",
        };
        Instance.Adopt(entry, alive ? Process : null, sameBoot);
    }
}
