using System.Collections.Concurrent;
using PortOrchestrator.Diagnostics;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>What a change of the configuration's files makes a supervisor do.</summary>
[CancelAfter(60_000)]
internal sealed class ConfigurationReloadTests : EngineFixture
{
    private const string File = "/src/shop/.project-services.json";
    private const string Reload = "start portorch";

    private static readonly ConfigurationWatch Watch = new()
    {
        Arguments = ["reload", "--no-wait"],
        WorkingDirectory = "/src/shop",
        Environment = new Dictionary<string, string> { ["PATH"] = "/bin" },
    };

    private int Reloads => World.Events.Count(e => e == Reload);

    [Test]
    public async Task Change_OfAFile_RunsTheCommandOnceItIsQuiet()
    {
        Begin();
        await WatchAsync();

        for (var i = 0; i < 10; i++) Files.Change(File);
        await UntilAsync(_ => Reloads > 0, "a reload");
        World.Exit("portorch", 0);
        await SettleAsync();

        Assert.That(Reloads, Is.EqualTo(1));
        Assert.That((await Engine.GetSnapshotAsync()).Configuration, Is.EqualTo(new ConfigurationStatus { IsWatched = true }));
    }

    [Test]
    public async Task Change_WhileItIsReadAgain_IsReadOnceMoreAfterwards()
    {
        Begin();
        await WatchAsync();
        Files.Change(File);
        await UntilAsync(_ => Reloads == 1, "a reload");

        for (var i = 0; i < 5; i++)
        {
            Files.Change(File);
            await SettleAsync();
        }

        Assert.That(Reloads, Is.EqualTo(1), "one at a time");
        World.Exit("portorch", 0);
        await UntilAsync(_ => Reloads == 2, "the second reload");
        World.Exit("portorch", 0);
        await SettleAsync();
        Assert.That(Reloads, Is.EqualTo(2));
    }

    [Test]
    public async Task Refusal_IsToldUntilTheFilesAreMended()
    {
        Begin();
        await WatchAsync();
        var told = new ConcurrentQueue<ProjectSnapshot>();
        using var end = new CancellationTokenSource();
        var following = FollowAsync(told, end.Token);
        Files.Change(File);
        await UntilAsync(_ => Reloads == 1, "a reload");
        var diagnostic = new Diagnostic { Severity = DiagnosticSeverity.Error, Code = "PO1006", Message = "no JSON", Location = new SourceLocation(File, 3, 5) };

        await Engine.RefuseConfigurationAsync(new ConfigurationReport { Problem = "The configuration has 1 error.", Diagnostics = [diagnostic], Files = [File, "/src/shop/base.yaml"] });
        World.Exit("portorch", 3);
        await SettleAsync();

        var status = (await Engine.GetSnapshotAsync()).Configuration!;
        Assert.That((status.IsWatched, status.Problem, status.Diagnostics.Single(), status.FailedAt is null), Is.EqualTo((true, "The configuration has 1 error.", diagnostic, false)));
        Assert.That((await StateAsync("web")).State, Is.EqualTo(ServiceState.Running));
        await UntilAsync(_ => told.Any(s => s.Configuration?.Problem is not null), "watchers are told");
        Assert.That(Files.Watches("/src/shop/base.yaml"), "a file that may have the error is watched as well");

        await Engine.ReloadAsync(new ReloadCommand { Project = Project([File]), Services = ["web"] });
        Assert.That((await Engine.GetSnapshotAsync()).Configuration, Is.EqualTo(new ConfigurationStatus { IsWatched = true }));
        Assert.That(Files.Watches("/src/shop/base.yaml"), Is.False);
        await end.CancelAsync();
        await following;
    }

    [Test]
    public async Task Refusal_OfAReloadByHand_IsToldAlthoughNothingIsWatched()
    {
        Begin();
        await UpAsync(Specs.Service());
        Assert.That((await Engine.GetSnapshotAsync()).Configuration, Is.Null);

        await Engine.RefuseConfigurationAsync(new ConfigurationReport { Problem = "bad" });
        Assert.That((await Engine.GetSnapshotAsync()).Configuration is { IsWatched: false, Problem: "bad" });

        await UpAsync(Specs.Service());
        Assert.That((await Engine.GetSnapshotAsync()).Configuration, Is.Null);
    }

    [Test]
    public async Task Command_EndsBadlyWithoutAWord_IsTold()
    {
        Begin();
        await WatchAsync();
        Files.Change(File);
        await UntilAsync(_ => Reloads == 1, "a reload");

        World.Exit("portorch", 1);

        var snapshot = await UntilAsync(s => s.Configuration?.Problem is not null, "the problem is told");
        Assert.That(snapshot.Configuration!.Problem, Does.Contain("exited with code 1").And.Contain("portorch logs --supervisor"));
    }

    [Test]
    public async Task Files_ThatAreNewSinceTheReload_AreWatchedAndReadOnceMore()
    {
        Begin();
        await WatchAsync();
        Files.Change(File);
        await UntilAsync(_ => Reloads == 1, "a reload");

        await Engine.ReloadAsync(new ReloadCommand { Project = Project([File, "/src/shop/.env"]), Services = ["web"] });
        World.Exit("portorch", 0);
        await UntilAsync(_ => Reloads == 2, "the new file is read again");
        World.Exit("portorch", 0);
        await SettleAsync();

        Files.Change("/src/shop/.env");
        await UntilAsync(_ => Reloads == 3, "a change of the new file is seen");
    }

    [Test]
    public async Task StopAsync_Everything_EndsTheWatchAndAReloadUnderWay()
    {
        Begin();
        await WatchAsync();
        Files.Change(File);
        await UntilAsync(_ => Reloads == 1, "a reload");

        await Engine.StopAsync(new StopCommand { End = true });
        await EndsAsync();

        Assert.That(World.Count("portorch"), Is.Zero);
        Assert.That(Files.Open, Is.Empty);
        Assert.That(Journal.ConfigurationWatch, Is.Null);
    }

    [Test]
    public async Task Crash_OfTheSupervisor_TheNextOneWatchesOn()
    {
        Begin();
        await WatchAsync();
        await CrashAsync();
        await Engine.DisposeAsync();

        Begin();
        await UntilAsync(_ => Files.Watches(File), "it is watched again");
        Files.Change(File);

        await UntilAsync(_ => Reloads == 1, "a reload");
    }

    [Test]
    public async Task Failed_WhileFilesAreWatched_SomebodyIsThereToSeeThemMended()
    {
        Linger = TimeSpan.FromSeconds(1);
        Begin();
        await WatchAsync();
        World.Exit("web", 3);
        await UntilAsync("web", ServiceState.Failed);
        Clock.Advance(TimeSpan.FromHours(1));
        await SettleAsync();
        Assert.That(Run.IsCompleted, Is.False);

        await StopAsync("web");

        await EndsAsync();
        Assert.That(Journal.ConfigurationWatch, Is.Null);
    }

    [Test]
    public async Task Ended_EverythingWell_EndsTheWatchToo()
    {
        Linger = TimeSpan.FromSeconds(1);
        Begin();
        await WatchAsync();
        World.Exit("web", 0);

        await EndsAsync();

        Assert.That(Files.Open, Is.Empty);
        Assert.That(Journal.ConfigurationWatch, Is.Null);
    }

    private async Task WatchAsync()
    {
        await Engine.UpAsync(new UpCommand { Project = Project([File]), Services = ["web"], Watch = Watch });
        await UntilAsync("web", ServiceState.Running);
        Assert.That(Files.Watches(File));
    }

    private ProjectSpec Project(IReadOnlyList<string> files) => ProjectOf(Specs.Service() with { Restart = new RestartDefinition { Policy = RestartPolicy.No, IsExplicit = true } }) with { Files = files };

    private async Task FollowAsync(ConcurrentQueue<ProjectSnapshot> told, CancellationToken end)
    {
        try
        {
            await foreach (var snapshot in Engine.WatchAsync(end)) told.Enqueue(snapshot);
        }
        catch (OperationCanceledException)
        {
            // The test ends.
        }
    }

    private async Task SettleAsync()
    {
        for (var i = 0; i < 50; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Engine.GetSnapshotAsync();
        }
    }
}
