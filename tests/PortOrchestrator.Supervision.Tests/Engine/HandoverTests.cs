using PortOrchestrator.Supervision.Handover;

namespace PortOrchestrator.Supervision.Tests.Engine;

[CancelAfter(60_000)]
public sealed class HandoverTests : EngineFixture
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    [Test]
    public async Task PrepareHandoverAsync_NothingUnderWay_EndsTheEngineAndLeavesServicesRunning()
    {
        Begin();
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);

        await Engine.PrepareHandoverAsync(Patience);

        await Run.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(Engine.HandsOver);
        Assert.That(World.Count("web"), Is.EqualTo(1));
        Assert.That(async () => await Engine.GetSnapshotAsync(), Throws.InstanceOf<HandingOverException>());
    }

    [Test]
    public async Task PrepareHandoverAsync_StopUnderWay_WaitsForItsEnd()
    {
        Begin();
        await UpAsync(Specs.Service(), Specs.Service("other"));
        await UntilAsync("web", ServiceState.Running);
        World.Stubborn["web"] = true;
        var stop = StopAsync("web");
        await UntilAsync("web", ServiceState.Stopping);

        var handover = Engine.PrepareHandoverAsync(Patience);
        await UpAsync(Specs.Service(), Specs.Service("other"));
        Assert.That((handover.IsCompleted, Engine.HandsOver), Is.EqualTo((false, false)), "the engine goes on meanwhile");
        World.Stubborn.Clear();

        Assert.That((await stop).Stopped, Is.EqualTo(new[] { "web" }), "whoever has asked for the stop is told");
        await handover.WaitAsync(TimeSpan.FromSeconds(20));
        await Run.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task PrepareHandoverAsync_StopTakesTooLong_GoesOn()
    {
        Begin();
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);
        World.Stubborn["web"] = true;
        var stop = StopAsync("web");
        await UntilAsync("web", ServiceState.Stopping);

        var handover = Engine.PrepareHandoverAsync(TimeSpan.FromSeconds(5));
        await AdvanceUntilAsync(handover);

        Assert.That(async () => await handover, Throws.InstanceOf<PortOrchestratorException>().With.Message.Contains("longer than 5 s"));
        World.Stubborn.Clear();
        await stop;
        Assert.That((await StateAsync("web")).State, Is.EqualTo(ServiceState.Stopped), "a later end of the stop hands nothing over");
        Assert.That(Engine.HandsOver, Is.False);
    }

    [Test]
    public async Task Begin_AfterAnotherSupervisor_VersionsGoOn()
    {
        Begin();
        await UpAsync(Specs.Service());
        var before = await UntilAsync("web", ServiceState.Running);
        await Engine.PrepareHandoverAsync(Patience);
        await Run.WaitAsync(TimeSpan.FromSeconds(20));

        Begin();

        Assert.That((await StateAsync("web")).Version, Is.GreaterThan(before.Version), "whoever follows drops what is older than what it knows");
    }

    private async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }
    }
}
