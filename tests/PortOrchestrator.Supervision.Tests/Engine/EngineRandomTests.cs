using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Engine;

[CancelAfter(120_000)]
internal sealed class EngineRandomTests : EngineFixture
{
    private static readonly string[] Names = ["db", "cache", "api", "web", "seed", "kafka"];

    [Test]
    public async Task AnyCommandsExitsAndChecks_KeepTheInvariants([Values(1, 2, 3, 4, 5, 6, 7, 8)] int seed)
    {
        var random = new Random(seed);
        Begin();
        var project = ProjectOf(
            Specs.Checked("db") with { Tier = 1, Restart = new RestartDefinition { IsExplicit = true, MaxRestarts = 3 } },
            Specs.Checked("cache") with { Tier = 1, Required = false, ReadyTimeout = TimeSpan.FromSeconds(2) },
            Specs.Service("api", "db", "cache"),
            Specs.Checked("web", "api") with { MayLaunch = true, Restart = new RestartDefinition { Policy = RestartPolicy.Always } },
            Specs.Service("seed", "db") with { Kind = ServiceKind.Task },
            Specs.Checked("kafka") with { Kind = ServiceKind.Daemon });
        var versions = new Dictionary<string, long>();
        var pending = new List<Task>();
        for (var step = 0; step < 300; step++)
        {
            var name = Names[random.Next(Names.Length)];
            switch (random.Next(8))
            {
                case 0 or 1: pending.Add(Engine.UpAsync(new UpCommand { Project = project, Services = Some(random), Restart = random.Next(3) == 0 ? [name] : [] })); break;
                case 2: pending.Add(Engine.StopAsync(new StopCommand { Services = random.Next(2) == 0 ? [name] : [], Timeout = random.Next(2) == 0 ? TimeSpan.FromSeconds(2) : null })); break;
                case 3 or 4: World.Exit(name, random.Next(3)); break;
                case 5: World.Healthy[name] = random.Next(2) == 0; break;
                case 6 when random.Next(2) == 0: World.Stubborn[name] = true; break;
                case 6: World.Stubborn.TryRemove(name, out _); break;
                default: Clock.Advance(TimeSpan.FromMilliseconds(random.Next(3000))); break;
            }

            if (random.Next(3) == 0) await Task.Delay(1);
            foreach (var service in (await Engine.GetSnapshotAsync()).Services)
            {
                Assert.That(service.Version, Is.GreaterThanOrEqualTo(versions.GetValueOrDefault(service.Name)));
                versions[service.Name] = service.Version;
            }
        }

        World.Stubborn.Clear();
        foreach (var name in Names) World.Healthy[name] = true;
        await UntilAsync(_ => pending.TrueForAll(t => t.IsCompletedSuccessfully), "every command is answered");
        await Engine.UpAsync(new UpCommand { Project = project, Services = Names });
        await UntilAsync(s => s.Services.All(x => IsAFate(x.State)), "every service has a fate");
        Assert.That(World.Twice, Is.Null, "two processes of one service lived at one time");

        await StopAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var last = await UntilAsync(_ => true, "a snapshot");

        Assert.That(last.Services.Select(s => s.State), Is.All.EqualTo(ServiceState.Stopped));
        Assert.That(Names.Sum(World.Count), Is.Zero);
    }

    private static string[] Some(Random random) => random.Next(2) == 0 ? Names : [.. Names.Where(_ => random.Next(2) == 0)];

    // The task and the launcher are started and end only when the test says so.
    private static bool IsAFate(ServiceState state) => state is ServiceState.Running or ServiceState.Launched or ServiceState.Completed
        or ServiceState.Failed or ServiceState.Skipped or ServiceState.Starting;
}
