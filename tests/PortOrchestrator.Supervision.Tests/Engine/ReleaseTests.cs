using NSubstitute;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Engine;

[CancelAfter(60_000)]
internal sealed class ReleaseTests : EngineFixture
{
    private static readonly ProjectIdentity Blog = new() { ProjectId = "p2", Name = "blog", Root = "/src/blog", Checkout = "feature" };

    [Test]
    public async Task ReleaseAsync_NobodyUsesIt_StopsIt()
    {
        await BeginWithAsync([], Specs.Service("redis"), Specs.Service("other"));

        var report = await Engine.ReleaseAsync(new ReleaseCommand { Services = ["redis"] });

        Assert.That(report.Stopped, Is.EqualTo(["redis"]));
        Assert.That((await StateAsync("redis")).State, Is.EqualTo(ServiceState.Stopped));
        Assert.That((await StateAsync("other")).State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public async Task ReleaseAsync_SomebodyUsesIt_LeavesItAndSaysWho()
    {
        await BeginWithAsync([User("redis", Blog)], Specs.Service("redis"));

        var report = await Engine.ReleaseAsync(new ReleaseCommand());

        Assert.That(report.LeftRunning, Is.EqualTo(["redis: used by blog (feature)"]));
        Assert.That((await StateAsync("redis")).State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public async Task ReleaseAsync_WhatIsUsedNeedsIt_LeavesItToo()
    {
        await BeginWithAsync([User("kafka", Blog)], Specs.Service("zookeeper"), Specs.Service("kafka", "zookeeper"));

        var report = await Engine.ReleaseAsync(new ReleaseCommand());

        Assert.That(report.LeftRunning, Is.EquivalentTo(new[] { "kafka: used by blog (feature)", "zookeeper: needed by kafka" }));
        Assert.That(report.Stopped, Is.Empty);
    }

    [Test]
    public async Task ReleaseAsync_StopPolicyIsNever_LeavesIt()
    {
        await BeginWithAsync([], Specs.Service("redis") with { StopPolicy = StopPolicy.Never });

        Assert.That((await Engine.ReleaseAsync(new ReleaseCommand())).LeftRunning, Has.One.Contains("stop_policy is never"));
    }

    [Test]
    public async Task ReleaseAsync_StopPolicyIsGrace_StopsItLater()
    {
        await BeginWithAsync([], Specs.Service("redis") with { StopPolicy = StopPolicy.Grace });

        var report = await Engine.ReleaseAsync(new ReleaseCommand());
        var before = (await StateAsync("redis")).State;
        Clock.Advance(TimeSpan.FromMinutes(5.1));
        await UntilAsync("redis", ServiceState.Stopped);

        Assert.That(report.LeftRunning, Has.One.Contains("stops in 5 minutes"));
        Assert.That(before, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public async Task ReleaseAsync_SomebodyCameBackWithinTheGrace_ItGoesOn()
    {
        await BeginWithAsync([], Specs.Service("redis") with { StopPolicy = StopPolicy.Grace });
        await Engine.ReleaseAsync(new ReleaseCommand());
        var asked = new TaskCompletionSource();
        Users!.ListAsync(Arg.Any<ProjectIdentity?>(), Arg.Any<CancellationToken>()).Returns(_ =>
        {
            asked.TrySetResult();
            return Task.FromResult<IReadOnlyList<ServiceUser>>([User("redis", Blog)]);
        });

        Clock.Advance(TimeSpan.FromMinutes(5.1));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await Engine.ReleaseAsync(new ReleaseCommand());

        Assert.That((await StateAsync("redis")).State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public async Task ReleaseAsync_StartComesWhileItLooks_LooksAgainAndLeavesIt()
    {
        await BeginWithAsync([], Specs.Service("redis"));
        var answers = new Queue<IReadOnlyList<ServiceUser>>([[], [User("redis", Blog)]]);
        Users!.ListAsync(Arg.Any<ProjectIdentity?>(), Arg.Any<CancellationToken>()).Returns(async _ =>
        {
            var answer = answers.Dequeue();
            if (answer.Count == 0) await PartAsync(Specs.Service("redis"));
            return answer;
        });

        var report = await Engine.ReleaseAsync(new ReleaseCommand());

        Assert.That(report.LeftRunning, Is.EqualTo(["redis: used by blog (feature)"]));
        Assert.That(answers, Is.Empty);
    }

    [Test]
    public async Task UpAsync_PartOfTheServices_LeavesTheOthersAndWhatRunsAlone()
    {
        await BeginWithAsync([], Specs.Service("redis"), Specs.Service("done"));
        await StopAsync("done");

        var reply = await PartAsync(Specs.Service("redis") with { Tty = true }, Specs.Service("kafka"));
        var last = await UntilAsync("kafka", ServiceState.Running);

        Assert.That(reply.Started, Is.EqualTo(["kafka"]));
        Assert.That(reply.Drifts.Keys, Is.EqualTo(["redis"]));
        Assert.That(reply.Warnings, Has.One.StartsWith("redis: configured otherwise here than it was started with: its configuration"));
        Assert.That((await Engine.GetSnapshotAsync()).Services.Select(s => s.Name), Is.EquivalentTo(new[] { "redis", "done", "kafka" }));
        Assert.That(last.Name, Is.EqualTo("kafka"));
        Assert.That(World.Events.Count(e => e == "stop redis"), Is.Zero);
    }

    [Test]
    public async Task UpAsync_WhileItStops_StartsItAgainAfterwards()
    {
        await BeginWithAsync([], Specs.Service("redis"));

        World.Stubborn["redis"] = true;
        var release = Engine.ReleaseAsync(new ReleaseCommand());
        await UntilAsync("redis", ServiceState.Stopping);
        var reply = await PartAsync(Specs.Service("redis"));
        World.Stubborn.TryRemove("redis", out _);
        await release;
        await UntilAsync("redis", ServiceState.Running);

        Assert.That(reply.Started, Is.EqualTo(["redis"]));
    }

    private static ServiceUser User(string service, ProjectIdentity user) => new(Specs.Project, service, user, DateTimeOffset.UnixEpoch);

    private Task<UpReply> PartAsync(params ServiceDefinition[] services) => Engine.UpAsync(new UpCommand
    {
        Project = ProjectOf(services),
        Services = [.. services.Select(s => s.Name)],
        IsPart = true,
    });

    private async Task BeginWithAsync(IReadOnlyList<ServiceUser> users, params ServiceDefinition[] services)
    {
        Users = Substitute.For<IServiceUsers>();
        Users.ListAsync(Arg.Any<ProjectIdentity?>(), Arg.Any<CancellationToken>()).Returns(users);
        Begin();
        await PartAsync(services);
        foreach (var service in services) await UntilAsync(service.Name, ServiceState.Running);
    }
}
