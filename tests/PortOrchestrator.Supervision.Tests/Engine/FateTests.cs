namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>What becomes of a dependent, for every condition and every end of what it depends on, also when it looks only long afterwards.</summary>
[CancelAfter(60_000)]
internal sealed class FateTests : EngineFixture
{
    public enum End
    {
        Well,
        Badly,
        Skipped,
        NeverBegan,
    }

    [TestCase(End.Well, DependencyCondition.Started, ServiceState.Running)]
    [TestCase(End.Well, DependencyCondition.Ready, ServiceState.Running)]
    [TestCase(End.Well, DependencyCondition.Running, ServiceState.Skipped)]
    [TestCase(End.Well, DependencyCondition.Completed, ServiceState.Running)]
    [TestCase(End.Well, DependencyCondition.CompletedSuccessfully, ServiceState.Running)]
    [TestCase(End.Badly, DependencyCondition.Started, ServiceState.Running)]
    [TestCase(End.Badly, DependencyCondition.Ready, ServiceState.Skipped)]
    [TestCase(End.Badly, DependencyCondition.Running, ServiceState.Skipped)]
    [TestCase(End.Badly, DependencyCondition.Completed, ServiceState.Running)]
    [TestCase(End.Badly, DependencyCondition.CompletedSuccessfully, ServiceState.Skipped)]
    [TestCase(End.Skipped, DependencyCondition.Started, ServiceState.Skipped)]
    [TestCase(End.Skipped, DependencyCondition.Ready, ServiceState.Skipped)]
    [TestCase(End.Skipped, DependencyCondition.Running, ServiceState.Skipped)]
    [TestCase(End.Skipped, DependencyCondition.Completed, ServiceState.Running)]
    [TestCase(End.Skipped, DependencyCondition.CompletedSuccessfully, ServiceState.Skipped)]
    [TestCase(End.NeverBegan, DependencyCondition.Started, ServiceState.Skipped)]
    [TestCase(End.NeverBegan, DependencyCondition.Ready, ServiceState.Skipped)]
    [TestCase(End.NeverBegan, DependencyCondition.Running, ServiceState.Skipped)]
    [TestCase(End.NeverBegan, DependencyCondition.Completed, ServiceState.Running)]
    [TestCase(End.NeverBegan, DependencyCondition.CompletedSuccessfully, ServiceState.Skipped)]
    public async Task Dependent_OfWhatHasEnded_HasADefinedFate(End end, DependencyCondition condition, ServiceState expected)
    {
        Begin();
        World.Healthy["gate"] = false;
        var dependency = Dependency(end);
        var dependent = Specs.Service("web", "gate") with { Dependencies = [new() { Service = dependency.Name, Condition = condition }, new() { Service = "gate" }] };
        ServiceDefinition[] all = [dependent, dependency, Specs.Checked("gate"), Specs.Service("missing")];
        await UpAsync([.. all.DistinctBy(s => s.Name)]);
        if (end is End.Well or End.Badly)
        {
            await UntilAsync(dependency.Name, ServiceState.Running);
            World.Exit(dependency.Name, end == End.Well ? 0 : 3);
        }

        await UntilAsync(s => s.Services.Single(x => x.Name == dependency.Name).State is ServiceState.Completed or ServiceState.Failed or ServiceState.Skipped, "it has ended");
        World.Healthy["gate"] = true;

        var web = await UntilAsync("web", expected);

        Assert.That(web.Reason, expected == ServiceState.Skipped ? Does.Contain(dependency.Name) : Is.Null);
    }

    [Test]
    public async Task Dependent_OfADisabledService_StartsWithoutIt([Values] DependencyCondition condition)
    {
        Begin();
        var off = Specs.Service("off") with { Disabled = true };
        var web = Specs.Service() with { Dependencies = [new() { Service = "off", Condition = condition }] };

        await Engine.UpAsync(new Protocol.UpCommand { Project = ProjectOf(off, web), Services = ["web"] });

        await UntilAsync("web", ServiceState.Running);
        Assert.That((await StateAsync("off")).State, Is.EqualTo(ServiceState.Disabled));
    }

    [Test]
    public async Task LogReady_LineWasSeenAndTheServiceHasEnded_Holds([Values(0, 3)] int code)
    {
        Begin();
        World.Healthy["gate"] = false;
        var web = Specs.Service() with { Dependencies = [new() { Service = "talker", Condition = DependencyCondition.LogReady }, new() { Service = "gate" }] };
        await UpAsync(web, Talker(), Specs.Checked("gate"));
        await UntilAsync("talker", ServiceState.Starting);
        await SayAsync("here I am");
        await UntilAsync("talker", ServiceState.Running);
        World.Exit("talker", code);
        await UntilAsync("talker", code == 0 ? ServiceState.Completed : ServiceState.Failed);

        World.Healthy["gate"] = true;

        await UntilAsync("web", ServiceState.Running);
    }

    [Test]
    public async Task LogReady_LineIsAmongTheLastWords_Holds()
    {
        Begin();
        var web = Specs.Service() with { Dependencies = [new() { Service = "talker", Condition = DependencyCondition.LogReady }] };
        await UpAsync(web, Talker());
        await UntilAsync("talker", ServiceState.Starting);

        await SayAsync("here I am");
        World.Exit("talker", 0);

        await UntilAsync("web", ServiceState.Running);
    }

    [Test]
    public async Task LogReady_EndsWithoutTheLine_IsSkippedAndSaysSo()
    {
        Begin();
        var web = Specs.Service() with { Dependencies = [new() { Service = "talker", Condition = DependencyCondition.LogReady }] };
        await UpAsync(web, Talker());
        await UntilAsync("talker", ServiceState.Starting);

        World.Exit("talker", 0);

        Assert.That((await UntilAsync("web", ServiceState.Skipped)).Reason, Does.Contain("without writing the line"));
    }

    private static ServiceDefinition Talker() => Specs.Service("talker") with
    {
        Readiness = new ProbeDefinition { Check = new LogCheck { Pattern = "here I am" } },
        Restart = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true },
    };

    private Task SayAsync(string line) => File.AppendAllTextAsync(Path.Combine(Folder, "talker.log"), line + "\n");

    private static ServiceDefinition Dependency(End end) => end switch
    {
        End.NeverBegan => Specs.Service("missing"),
        End.Skipped => Specs.Service("dep", "missing"),
        _ => Specs.Service("dep"),
    };
}
