namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>
/// What a process that is killed at any moment leaves behind. In most rounds the processes are frozen and the files copied: the copy is what
/// a kill at that moment leaves. In the others they are killed, and new ones go on with the file.
/// </summary>
[Platform("Linux")]
internal sealed class KillTests : RegistryFixture
{
    private const int Processes = 2;
    private const int RoundsPerKill = 100;

    // Real processes take their time; the steps between two moments are looked at one by one in StepTests.
    private static readonly int Rounds = KillRounds.Count / 4;

    [Test]
    public async Task AnyCall_ProcessesKilledAtAnyMoment_NeitherLosesNorHalvesAnything()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(3 + (Rounds / 500)));
        var random = new Random(1);
        var interrupted = 0;
        for (var round = 0; round < Rounds;)
        {
            var churners = Enumerable.Range(0, Processes).Select(i => new Churner(RegistryFile, Folder, $"child{i}", random.Next())).ToList();
            try
            {
                foreach (var churner in churners) await churner.WaitUntilBusyAsync(cancellation.Token);
                var last = Math.Min(round + RoundsPerKill, Rounds) - 1;
                for (; round < last; round++)
                {
                    await Task.Delay(random.Next(4), cancellation.Token);
                    foreach (var churner in churners) churner.Freeze();
                    var copy = Copy();
                    interrupted += await CheckAsync(copy, Told(churners), $"round {round}");
                    foreach (var churner in churners) churner.Thaw();
                }
                foreach (var churner in churners) churner.Kill();
                interrupted += await CheckAsync(RegistryFile, Told(churners), $"round {round} (killed)");
                round++;
            }
            finally
            {
                foreach (var churner in churners) churner.Dispose();
                foreach (var journal in Directory.GetFiles(Folder, "*.journal")) File.Delete(journal);
                await StartAfreshAsync();
            }
        }
        Assert.That(interrupted, Is.GreaterThan(Rounds / 4), "so many of the kills came in the middle of a call");
    }

    [Test]
    public async Task AnyCall_KilledAtAStep_NeitherLosesNorHalvesAnything()
    {
        var kills = Math.Max(5, KillRounds.Count / 50);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(2 + (kills / 20)));
        var random = new Random(2);
        for (var kill = 0; kill < kills; kill++)
        {
            var step = random.Next(1, 500);
            using (var churner = new Churner(RegistryFile, Folder, "child", random.Next(), step))
            {
                await churner.WaitUntilKilledAsync(cancellation.Token);
                await CheckAsync(RegistryFile, Told([churner]), $"kill {kill} at step {step}");
            }
            File.Delete(Path.Combine(Folder, "child.journal"));
            await StartAfreshAsync();
        }
    }

    private static Dictionary<(string Project, string Service), (int? Port, bool IsPending)> Told(List<Churner> churners) =>
        churners.SelectMany(c => c.Told()).ToDictionary(t => t.Key, t => t.Value);

    /// <summary>Copies what survives a process: the shared memory beside the two files is made anew from them.</summary>
    private string Copy()
    {
        var copy = Path.Combine(Folder, "copy.db");
        foreach (var file in Directory.GetFiles(Folder, "copy.db*")) File.Delete(file);
        File.Copy(RegistryFile, copy);
        if (File.Exists(RegistryFile + "-wal")) File.Copy(RegistryFile + "-wal", copy + "-wal");
        // A backup of the copy would take longer than all the rest, and one that is this new needs not be renewed.
        File.WriteAllText(copy + ".bak", "");
        return copy;
    }

    /// <summary>The next processes begin with an empty journal, and so with no allocations.</summary>
    private async Task StartAfreshAsync()
    {
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = RegistryFile });
        await registry.ReleaseAsync(new PortQuery());
    }

    /// <summary>Compares the file with what the processes were told.</summary>
    /// <returns>1 when a call was under way, else 0.</returns>
    private static async Task<int> CheckAsync(
        string file, Dictionary<(string Project, string Service), (int? Port, bool IsPending)> told, string because)
    {
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = file });
        var live = await registry.ListAsync();
        var ports = live.ToDictionary(a => (a.ProjectId, a.Service), a => a.Port);
        foreach (var (key, (port, isPending)) in told)
        {
            if (!isPending) Assert.That(ports.TryGetValue(key, out var kept) ? kept : (int?)null, Is.EqualTo(port), $"{because}: {key}");
        }
        Assert.That(ports.Keys, Is.SubsetOf(told.Keys), because);
        Assert.That(live.Select(a => a.Port), Is.Unique, because);
        foreach (var pair in live.Where(a => a.ProjectId.EndsWith("-pair", StringComparison.Ordinal)).GroupBy(a => a.ProjectId))
            Assert.That(pair.Select(a => a.Port - (a.Service == "b" ? 1 : 0)).ToArray(), Has.Length.EqualTo(2).And.All.EqualTo(pair.Min(a => a.Port)), $"{because}: half a block");
        Assert.That(SqliteFile.Query(file, "PRAGMA integrity_check"), Is.EqualTo(["ok"]), because);
        Assert.That(SqliteFile.Query(file, "PRAGMA foreign_key_check"), Is.Empty, because);
        var next = await registry.AllocateAsync(Some.Request("next"));
        Assert.That(next.Allocation, Is.Not.Null, $"{because}: {next.Reason}");
        Assert.That(ports.Values, Does.Not.Contain(next.Allocation!.Port), because);
        return told.Values.Any(t => t.IsPending) ? 1 : 0;
    }
}
