using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.PortRegistry.Storage.Recovery;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>
/// What a kill leaves at every step: before each of the system calls by which SQLite changes a file, all files are copied as they are then.
/// Each copy must open and hold what was there before the call that was under way, or after it, and nothing in between.
/// </summary>
[Platform("Linux")]
[NonParallelizable]
internal sealed class StepTests : RecoveryFixture
{
    private readonly List<string> _images = [];
    private int _services;

    [TearDown]
    public void LeaveTheSystemAlone() => SystemFaults.BeforeChange(null);

    [Test]
    public async Task AnyCall_KilledAtEveryStep_IsDoneOrNotDone()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(3 + (KillRounds.Count / 500)));
        var random = new Random(1);
        var registry = await OpenAsync(AllFree());
        NewBackup().TryMake();
        var kinds = new Dictionary<int, int>();
        for (var rounds = 0; rounds < KillRounds.Count;)
        {
            cancellation.Token.ThrowIfCancellationRequested();
            var kind = random.Next(9);
            var before = await PortsAsync(registry);
            SystemFaults.BeforeChange(CopyFiles);
            registry = await ActAsync(registry, kind, random);
            SystemFaults.BeforeChange(null);
            var after = await PortsAsync(registry);
            kinds[kind] = kinds.GetValueOrDefault(kind) + _images.Count;
            foreach (var image in _images)
            {
                await CheckAsync(image, before, after, $"kind {kind}, round {rounds}");
                rounds++;
            }
            _images.Clear();
        }
        if (KillRounds.Count >= 1000) Assert.That(kinds, Has.Count.EqualTo(9));
        Assert.That(kinds.Values, Is.All.Positive, "every kind of call changes files");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task OpenAsync_KilledBetweenSettingAsideAndReplacing_GoesOnFromTheBackup(bool logIsMoved)
    {
        var given = await AllocateAndCloseAsync();
        File.Move(RegistryFile, RegistryFile + ".damaged-20260301T115900Z");
        await File.WriteAllTextAsync(RegistryFile + (logIsMoved ? ".damaged-20260301T115900Z-wal" : "-wal"), "the damaged file's");
        File.Copy(Backup, RegistryFile + ".new");

        var registry = await OpenAsync(AllFree());

        Assert.That(await registry.ListAsync(), Is.EqualTo([given]));
        Assert.That(Directory.GetFiles(Folder, "*.new*"), Is.Empty);
    }

    private async Task<IPortRegistry> ActAsync(IPortRegistry registry, int kind, Random random)
    {
        var project = Some.Project($"p{random.Next(3)}");
        switch (kind)
        {
            case 0 or 1:
                await registry.AllocateAsync(Some.Request($"s{_services++ % 40}", project));
                return registry;
            case 2:
                await registry.AllocateBlockAsync(new PortBlockRequest { Project = project, Members = [new() { Service = $"a{_services}" }, new() { Service = $"b{_services++}" }] });
                return registry;
            case 3:
                await registry.ReleaseAsync(new PortQuery { ProjectId = project.ProjectId, Service = $"s{random.Next(40)}" });
                return registry;
            case 4:
                await registry.AllocateAsync(Some.Exact(30000 + random.Next(1000), $"s{random.Next(40)}", project));
                return registry;
            case 5:
                await registry.RecordServicesAsync(project, [new ServiceSnapshot { Name = "s1", Service = "s1", State = ServiceState.Running, Health = ServiceHealth.Healthy }]);
                return registry;
            case 6:
                NewBackup().TryMake();
                return registry;
            case 7:
                await registry.DisposeAsync();
                return await OpenAsync(AllFree());
            default:
                NewBackup().TryMake();
                await registry.DisposeAsync();
                await File.WriteAllTextAsync(RegistryFile, new string('x', 5000));
                return await OpenAsync(AllFree());
        }
    }

    private RegistryBackup NewBackup() => new(RegistryFiles.Of(RegistryFile), Clock, NullLogger.Instance);

    private void CopyFiles()
    {
        var image = Directory.CreateDirectory(Path.Combine(Folder, "images", $"{_images.Count}")).FullName;
        // Who holds the lock ends with its process, and nobody reads the file.
        foreach (var file in Directory.GetFiles(Folder).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))) File.Copy(file, Path.Combine(image, Path.GetFileName(file)));
        _images.Add(image);
    }

    private async Task CheckAsync(string image, List<string> before, List<string> after, string because)
    {
        var file = Path.Combine(image, "registry.db");
        await using (var registry = await SqlitePortRegistry.OpenAsync(Options with { Path = file }))
        {
            var ports = await PortsAsync(registry);
            if (!ports.SequenceEqual(before)) Assert.That(ports, Is.EqualTo(after), because);
            Assert.That(SqliteFile.Query(file, "PRAGMA integrity_check"), Is.EqualTo(["ok"]), because);
            Assert.That(SqliteFile.Query(file, "PRAGMA foreign_key_check"), Is.Empty, because);
            Assert.That((await registry.AllocateAsync(Some.Request("next"))).Succeeded, Is.True, because);
        }
        Directory.Delete(image, recursive: true);
    }

    private static async Task<List<string>> PortsAsync(IPortRegistry registry) =>
        [.. (await registry.ListAsync()).Select(a => $"{a.ProjectId} {a.Service} {a.Port}").Order()];
}
