using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Supervision.Tests.Engine;
using PortOrchestrator.Supervision.Tests.Processes;

namespace PortOrchestrator.Supervision.Tests.Engines;

/// <summary>Logs that are copied by processes which are killed, for supervisors which are killed.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class LogCopierTests : ProcessFixture
{
    private static readonly EngineState State = new(EngineCondition.Running) { Id = "c" };

    private KeptExits _launcher = null!;

    [SetUp]
    public void KeepExits() => _launcher = new KeptExits(Launcher);

    // The launcher of the test collects them, and goes with the test.
    [TearDown]
    public Task CollectAsync() => _launcher.AllAsync().WaitAsync(TimeSpan.FromSeconds(10));

    private string Source => Path.Combine(Folder, "source");

    [Test]
    [CancelAfter(60_000)]
    public async Task Copy_KilledAgainAndAgain_HasEveryByteOnce()
    {
        var spec = Made.Service().Spec(Folder);
        File.WriteAllText(spec.LogPath, "what the start said\n");
        File.WriteAllText(Source, "");
        var random = new Random(4711);
        var number = 0;
        LogCopier? copier = null;
        for (var round = 0; round < 8; round++)
        {
            // Every other time another supervisor goes on, which knows the files alone.
            if (copier is null || round % 2 == 0) copier = Create(spec);
            await copier.FollowAsync(State, default, CancellationToken.None);
            for (var lines = random.Next(1, 30); lines > 0; lines--) File.AppendAllText(Source, $"line {++number}\n");
            if (random.Next(3) > 0) await Until(() => File.ReadAllText(spec.LogPath).EndsWith($"line {number}\n", StringComparison.Ordinal));
            await KillCopiersAsync(spec);
            for (var lines = random.Next(0, 5); lines > 0; lines--) File.AppendAllText(Source, $"line {++number}\n");
        }

        await Create(spec).FinishAsync();

        Assert.That(File.ReadAllText(spec.LogPath), Is.EqualTo("what the start said\n" + File.ReadAllText(Source)));
        Assert.That(Directory.GetFiles(Folder, "*.part"), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Copy_NextSupervisor_TakesOverTheProcessThatCopies()
    {
        var spec = Made.Service().Spec(Folder);
        File.WriteAllText(Source, "one\n");
        await Create(spec).FollowAsync(State, default, CancellationToken.None);
        var before = Copiers(spec);

        var next = Create(spec);
        await next.FollowAsync(State, default, CancellationToken.None);
        var after = Copiers(spec);
        File.AppendAllText(Source, "two\n");
        await Until(() => File.ReadAllText(spec.LogPath) == "one\ntwo\n");
        await next.FinishAsync();

        Assert.That(after, Is.EqualTo(before).And.Count.EqualTo(1));
        Assert.That(Copiers(spec), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Copy_AfterTheFinish_GoesOnBehindWhatWasWrittenBetween()
    {
        var spec = Made.Service().Spec(Folder);
        File.WriteAllText(Source, "first\n");
        var copier = Create(spec);
        await copier.FollowAsync(State, default, CancellationToken.None);
        await Until(() => File.ReadAllText(spec.LogPath) == "first\n");
        await copier.FinishAsync();
        File.AppendAllText(spec.LogPath, "the next start\n");

        await Create(spec).FollowAsync(State, default, CancellationToken.None);
        File.AppendAllText(Source, "second\n");
        await Until(() => File.ReadAllText(spec.LogPath) == "first\nthe next start\nsecond\n");

        await Create(spec).FinishAsync();
        Assert.That(File.ReadAllText(spec.LogPath), Is.EqualTo("first\nthe next start\nsecond\n"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Finish_EngineDoesNotTell_TheNextCopyAddsWhatIsMissing()
    {
        var spec = Made.Service().Spec(Folder);
        File.WriteAllText(Source, "one\n");
        await Create(spec).FollowAsync(State, default, CancellationToken.None);
        await Until(() => File.ReadAllText(spec.LogPath) == "one\n");
        await KillCopiersAsync(spec);
        File.AppendAllText(Source, "bye\n");
        File.Move(Source, Source + ".away");

        await Create(spec).FinishAsync();
        File.Move(Source + ".away", Source);
        var next = Create(spec);
        await next.FollowAsync(State, default, CancellationToken.None);
        await next.FinishAsync();

        Assert.That(File.ReadAllText(spec.LogPath), Is.EqualTo("one\nbye\n"));
    }

    // As where the processors are busy: the first is late, the second never comes.
    [TestCase(1)]
    [TestCase(1000)]
    [CancelAfter(60_000)]
    public async Task Finish_WhatCopiesIsSlow_LosesAndDoublesNothing(int delay)
    {
        var spec = Made.Service().Spec(Folder);
        File.WriteAllText(Source, "one\nbye\n");
        var copier = Create(spec, delay);
        await copier.FollowAsync(State, default, CancellationToken.None);

        await copier.FinishAsync();

        Assert.That(File.ReadAllText(spec.LogPath), Is.EqualTo("one\nbye\n"));
        Assert.That(Copiers(spec), Is.Empty);
    }

    private LogCopier Create(ServiceSpec spec, int delay = 0)
    {
        var commands = new LauncherEngineCommands(_launcher, new ProcessTreeStopper(Inspector), Folder);
        return new LogCopier(spec, new FileEngine(Source, delay), commands, _launcher, Inspector, TimeProvider.System);
    }

    private IReadOnlyList<int> Copiers(ServiceSpec spec) =>
        new LogPositionFile(spec.LogPath).Read() is { CopierId.Length: > 0 } position ? [.. Inspector.FindMarked(position.CopierId).Select(p => p.Pid)] : [];

    private async Task KillCopiersAsync(ServiceSpec spec)
    {
        var copiers = Inspector.FindMarked(new LogPositionFile(spec.LogPath).Read()!.CopierId);
        foreach (var copier in copiers) Inspector.Signal(copier, 9);
        await Until(() => !copiers.Any(Inspector.IsAlive));
    }
}
