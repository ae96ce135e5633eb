using PortOrchestrator.Supervision.Engine;

namespace PortOrchestrator.Supervision.Tests.Engine;

[CancelAfter(60_000)]
internal sealed class ProjectEndTests : EngineFixture
{
    [TestCase(ProjectExit.Never, ServiceState.Failed, 3, null)]
    [TestCase(ProjectExit.OnEnd, ServiceState.Completed, 0, 0)]
    [TestCase(ProjectExit.OnEnd, ServiceState.Completed, 7, 0, Description = "a code that counts as success")]
    [TestCase(ProjectExit.OnEnd, ServiceState.Failed, 3, 3)]
    [TestCase(ProjectExit.OnEnd, ServiceState.Failed, 143, 143)]
    [TestCase(ProjectExit.OnEnd, ServiceState.Failed, null, 1, Description = "could not be started")]
    [TestCase(ProjectExit.OnEnd, ServiceState.Failed, 0, 1, Description = "ended well, too often")]
    [TestCase(ProjectExit.OnEnd, ServiceState.Skipped, null, null)]
    [TestCase(ProjectExit.OnEnd, ServiceState.Stopped, 143, null)]
    [TestCase(ProjectExit.OnFailure, ServiceState.Completed, 0, null)]
    [TestCase(ProjectExit.OnFailure, ServiceState.Failed, 3, 3)]
    [TestCase(ProjectExit.OnSkipped, ServiceState.Skipped, null, 1)]
    [TestCase(ProjectExit.OnSkipped, ServiceState.Failed, 3, null)]
    [TestCase(ProjectExit.OnFailure | ProjectExit.OnSkipped, ServiceState.Skipped, null, 1)]
    public void ExitCode_Policy_DecidesOnTheEnd(ProjectExit policy, ServiceState state, int? code, int? expected) =>
        Assert.That(ProjectEnding.ExitCode(policy, state, code), Is.EqualTo(expected));

    [Test]
    public async Task Exited_ServiceThatEndsTheProject_StopsTheRestInOrderAndTheSupervisorEnds()
    {
        Begin();
        await UpAsync(Specs.Service("db"), Specs.Service("web", "db"), Specs.Service("main", "web") with { EndsProject = ProjectExit.OnEnd });
        await UntilAsync("main", ServiceState.Running);

        World.Exit("main", 3);
        await EndsAsync();

        Assert.That(World.Events.Where(e => e.StartsWith("stop", StringComparison.Ordinal) && !e.EndsWith("main", StringComparison.Ordinal)), Is.EqualTo(["stop web", "stop db"]));
        Assert.That((Journal["main"].Snapshot.State, Journal["main"].Snapshot.ProjectExitCode), Is.EqualTo((ServiceState.Failed, (int?)3)));
        Assert.That((Journal["db"].Snapshot.State, Journal["db"].Snapshot.ProjectExitCode), Is.EqualTo((ServiceState.Stopped, (int?)null)));
        Assert.That(Journal["db"].Snapshot.Reason, Does.Contain("'main'").And.Contain("code 3"));
    }

    [Test]
    public async Task Exited_ServiceThatIsStartedAgain_DoesNotEndTheProject()
    {
        Begin();
        var restart = new RestartDefinition { Policy = RestartPolicy.OnFailure, IsExplicit = true, MaxRestarts = 1 };
        await UpAsync(Specs.Service("db"), Specs.Service("main") with { EndsProject = ProjectExit.OnFailure, Restart = restart });
        await UntilAsync("main", ServiceState.Running);
        World.Exit("main", 3);
        await UntilAsync(s => s.Services.Single(x => x.Name == "main") is { Restarts: 1, State: ServiceState.Running }, "main runs again");
        Assert.That((await StateAsync("db")).State, Is.EqualTo(ServiceState.Running));

        World.Exit("main", 4);

        await EndsAsync();
        Assert.That(Journal["main"].Snapshot.ProjectExitCode, Is.EqualTo(4));
        Assert.That(Journal["db"].Snapshot.State, Is.EqualTo(ServiceState.Stopped));
    }

    [Test]
    public async Task Skipped_ServiceThatEndsTheProjectThen_EndsItWith1()
    {
        Begin();
        await UpAsync(Specs.Service("other"), Specs.Service("missing"), Specs.Service("main", "missing") with { EndsProject = ProjectExit.OnSkipped });

        await EndsAsync();

        Assert.That(Journal["other"].Snapshot.State, Is.EqualTo(ServiceState.Stopped));
        var main = Journal["main"].Snapshot;
        Assert.That((main.State, main.ProjectExitCode), Is.EqualTo((ServiceState.Skipped, (int?)1)));
    }

    [Test]
    public async Task StopAsync_ServiceThatEndsTheProject_StopsThatOneAlone()
    {
        Begin();
        await UpAsync(Specs.Service("db"), Specs.Service("main") with { EndsProject = ProjectExit.OnEnd });
        await UntilAsync("main", ServiceState.Running);

        await StopAsync("main");

        Assert.That((await StateAsync("main")).ProjectExitCode, Is.Null);
        Assert.That((await StateAsync("db")).State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public async Task UpAsync_AfterTheProjectHasEnded_ItLivesAgain()
    {
        Begin();
        ServiceDefinition[] all = [Specs.Service("db"), Specs.Service("main") with { EndsProject = ProjectExit.OnEnd }];
        await UpAsync(all);
        await UntilAsync("main", ServiceState.Running);
        World.Exit("main", 0);
        await EndsAsync();
        Begin();

        await UpAsync(all);

        await UntilAsync("db", ServiceState.Running);
        Assert.That((await UntilAsync("main", ServiceState.Running)).ProjectExitCode, Is.Null);
    }
}
