namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>One checkout gives a shared service up while another begins to use it.</summary>
[CancelAfter(120_000)]
public sealed class SharedRaceTests : EndToEndFixture
{
    private const int Rounds = 4;

    private readonly List<ProjectOrchestrator> _open = [];

    [TearDown]
    public async Task CloseAsync()
    {
        foreach (var project in _open) await project.DisposeAsync();
    }

    [Test]
    public async Task Stop_WhileAnotherStarts_ItRunsOnceForTheOther()
    {
        var (shop, blog) = (await ProjectAsync("shop"), await ProjectAsync("blog"));
        for (var round = 0; round < Rounds; round++)
        {
            await shop.UpAsync();

            var stop = AfterAsync(round, () => shop.DownAsync(new DownOptions { Services = ["db"] }));
            var start = AfterAsync(Rounds - round, () => blog.UpAsync());
            await Task.WhenAll(stop, start);

            var services = (await blog.GetSnapshotAsync()).Services;
            Assert.That(start.Result.Outcome, Is.AnyOf(UpOutcome.Ready, UpOutcome.AlreadyRunning), Describe());
            Assert.That(services.Select(s => s.State), Is.All.EqualTo(ServiceState.Running), Describe());
            Assert.That(Databases(), Is.EqualTo(new[] { services.Single(s => s.Name == "db").Pid }), Describe());
            var down = await blog.DownAsync();
            Assert.That(down.Stopped, Is.EquivalentTo(new[] { "db", "web" }), "it was the last that used it");
            await shop.DownAsync();

            string Describe() => $"round {round}: {string.Join(", ", services)}; stopped {string.Join(", ", stop.Result.Stopped)}; {string.Join(" ", start.Result.Failures)}";
        }

        await NothingIsLeftAsync();
    }

    [Test]
    public async Task DownAll_WhileAnotherStarts_WhatRunsAfterwardsIsUsed()
    {
        var (shop, blog) = (await ProjectAsync("shop"), await ProjectAsync("blog"));
        await using var machine = await MachineOrchestrator.OpenAsync(Options(Path.Combine(Folder, "shop")));
        for (var round = 0; round < Rounds; round++)
        {
            await shop.UpAsync();
            await shop.DownAsync(new DownOptions { Services = ["web"] });

            var stop = AfterAsync(round, () => machine.StopSharedServicesAsync());
            var start = AfterAsync(Rounds - round, () => blog.UpAsync(new UpOptions { Wait = false }));
            await Task.WhenAll(stop, start);

            // The one who stops comes last now and then; what begins to run does so at once.
            for (var look = 0; look < 20 && Databases().Count == 0; look++) await Task.Delay(20);
            var runs = Databases().Count > 0;
            // Somebody comes and goes: what the other uses has to outlive that.
            await shop.UpAsync();
            var down = await shop.DownAsync();
            if (runs) Assert.That(down.LeftRunning, Has.One.EqualTo("db: used by blog"), $"round {round}");
            await blog.DownAsync();
        }

        await NothingIsLeftAsync();
    }

    private static async Task<T> AfterAsync<T>(int steps, Func<Task<T>> action)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(7 * steps));
        return await action();
    }

    private List<int?> Databases() => [.. Left().Where(p => Processes.CommandLine(p).Contains("sleep 4711", StringComparison.Ordinal)).Select(p => (int?)p)];

    private async Task<ProjectOrchestrator> ProjectAsync(string name)
    {
        var services = new object[]
        {
            new { name = "db", scope = "machine", tier = 1, start_command = "exec sleep 4711", stop_policy = "immediate" },
            new { name = "web", start_command = "exec sleep 1000", dependencies = new[] { "db" } },
        };
        var project = await ProjectOrchestrator.OpenAsync(Options(WriteProjectIn(name, services)));
        _open.Add(project);
        return project;
    }
}
