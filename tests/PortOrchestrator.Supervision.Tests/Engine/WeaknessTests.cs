using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>Weaknesses that process-compose is known for, each by its number, and what happens here instead.</summary>
[CancelAfter(60_000)]
internal sealed class WeaknessTests : EngineFixture
{
    [Test]
    public async Task W3_SkippedDependencyIsLookedAtLate_DependentIsSkippedToo()
    {
        Begin();
        World.Healthy["gate"] = false;
        await UpAsync(Specs.Service("missing"), Specs.Service("middle", "missing"), Specs.Checked("gate"), Specs.Service("web", "gate", "middle"));
        await UntilAsync("middle", ServiceState.Skipped);

        World.Healthy["gate"] = true;

        Assert.That((await UntilAsync("web", ServiceState.Skipped)).Reason, Does.Contain("middle"));
        Assert.That(World.Events, Does.Not.Contain("start web"));
    }

    [Test]
    public async Task W4_StartedOfADependencyThatNeverStarts_IsSkippedInsteadOfHanging()
    {
        Begin();
        var web = Specs.Service() with { Dependencies = [new() { Service = "missing", Condition = DependencyCondition.Started }] };

        await UpAsync(web, Specs.Service("missing"));

        await UntilAsync("web", ServiceState.Skipped);
    }

    [Test]
    public async Task W5_DependencyThatCouldNotBeStarted_DidNotCompleteSuccessfully()
    {
        Begin();
        var web = Specs.Service() with { Dependencies = [new() { Service = "missing", Condition = DependencyCondition.CompletedSuccessfully }] };

        await UpAsync(web, Specs.Service("missing"));

        await UntilAsync("web", ServiceState.Skipped);
    }

    [Test]
    public async Task W6_HealthyOfAServiceWithALivenessProbeOnly_IsReleasedWhenItRuns()
    {
        Begin();
        var alive = Specs.Service("alive") with { Liveness = Specs.Checked("alive").Readiness };

        await UpAsync(alive, Specs.Service("web", "alive"));

        await UntilAsync("web", ServiceState.Running);
    }

    [Test]
    public async Task W7_ReadinessIsLostForAMoment_LateDependentStartsAndTheDependencyIsNotBlamed()
    {
        Begin();
        World.Healthy["gate"] = false;
        await UpAsync(Specs.Checked("db"), Specs.Checked("gate"), Specs.Service("web", "db", "gate"));
        await UntilAsync("db", ServiceState.Running);
        World.Healthy["db"] = false;
        await UntilAsync(s => s.Services.Single(x => x.Name == "db").Health == ServiceHealth.Unhealthy, "db is unhealthy");

        World.Healthy["gate"] = true;

        await UntilAsync("web", ServiceState.Running);
        Assert.That((await StateAsync("db")).ExitCode, Is.Null);
    }

    [Test]
    public async Task W14_Restart_WaitsUntilTheOldInstanceIsGone()
    {
        Begin();
        World.Stubborn["web"] = true;
        await UpAsync(Specs.Service());
        await UntilAsync("web", ServiceState.Running);

        await Engine.UpAsync(new UpCommand { Project = ProjectOf(Specs.Service()), Services = ["web"], Restart = ["web"] });
        await UntilAsync("web", ServiceState.Stopping);
        World.Stubborn.Clear();
        await UntilAsync("web", ServiceState.Running);

        Assert.That(World.Twice, Is.Null);
        Assert.That(World.Events, Is.EqualTo(["start web", "stop web", "start web"]));
    }

    [Test]
    public async Task W27_CrashAndAutomaticRestart_ChecksBeginAnew()
    {
        Begin();
        var web = Specs.Checked() with
        {
            Readiness = Specs.Checked().Readiness! with { InitialDelay = TimeSpan.FromSeconds(3), Period = TimeSpan.FromSeconds(1), FailureThreshold = 3 },
            Restart = Restarting() with { OnLostReadiness = true },
        };
        await UpAsync(web);
        await UntilAsync("web", ServiceState.Running);
        World.Healthy["web"] = false;

        // Each life has its own three failures: were they counted on, the second would end with its first check, or never.
        await UntilAsync(_ => World.Events.Count(e => e == "start web") == 3, "it is declared failed a second time");
        World.Healthy["web"] = true;

        await UntilAsync("web", ServiceState.Running);
    }

    [Test]
    public async Task W34_MaxConcurrent_IsHowManyRunsOverlap([Values(1, 2, 5)] int most)
    {
        Begin();
        await UpAsync(Specs.Service() with { Schedule = new ScheduleDefinition { Interval = TimeSpan.FromSeconds(1), MaxConcurrent = most, RunOnStart = true } });
        await UntilAsync("web", ServiceState.Running);

        await UntilAsync(_ => World.Count("web") == most, $"{most} runs");
        for (var i = 0; i < 50; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Engine.GetSnapshotAsync();
        }

        Assert.That(World.Count("web"), Is.EqualTo(most));
    }

    [Test]
    public async Task W38_Backoff_GrowsAndIsForgottenOnceTheServiceHasHeld()
    {
        Begin();
        await UpAsync(Specs.Service() with { Restart = Restarting() with { ResetAfter = TimeSpan.FromSeconds(1), MaxRestarts = 2 } });
        for (var life = 0; life < 5; life++)
        {
            await UntilAsync("web", ServiceState.Running);
            for (var i = 0; i < 15; i++)
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                await Engine.GetSnapshotAsync();
            }

            World.Exit("web", 1);
            await UntilAsync(s => s.Services[0].Restarts == life + 1, "one more restart than the limit knows in a row");
        }
    }

    [Test]
    public async Task W43_LivenessOfAnOrdinaryProcess_RestartsIt()
    {
        Begin();
        await UpAsync(Specs.Service() with { Liveness = Specs.Checked().Readiness, Restart = Restarting() });
        await UntilAsync("web", ServiceState.Running);

        World.Healthy["web"] = false;
        await UntilAsync(_ => World.Events.Count(e => e == "start web") == 2, "it is started again");
    }

    [Test]
    public async Task W49_ReadinessLostAndRestartedWithAStopTimeout_TheNewInstanceIsNotKilledByTheOldTimer()
    {
        Begin();
        var web = Specs.Checked() with
        {
            Restart = Restarting() with { OnLostReadiness = true },
            Shutdown = new ShutdownDefinition { Timeout = TimeSpan.FromSeconds(5) },
        };
        await UpAsync(web);
        await UntilAsync("web", ServiceState.Running);
        World.Healthy["web"] = false;
        await UntilAsync("web", ServiceState.Restarting);
        World.Healthy["web"] = true;
        await UntilAsync("web", ServiceState.Running);

        for (var i = 0; i < 100; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Engine.GetSnapshotAsync();
        }

        Assert.That((await StateAsync("web")).Restarts, Is.EqualTo(1));
        Assert.That(World.Events.Count(e => e.StartsWith("kill", StringComparison.Ordinal)), Is.Zero);
    }

    private static RestartDefinition Restarting() => new()
    {
        Policy = RestartPolicy.Always,
        IsExplicit = true,
        Backoff = TimeSpan.FromMilliseconds(100),
        MaxBackoff = TimeSpan.FromMilliseconds(100),
    };
}
