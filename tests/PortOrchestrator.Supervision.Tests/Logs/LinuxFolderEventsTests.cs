using System.Collections.Concurrent;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs;

[CancelAfter(30_000)]
[Platform("Linux")]
public sealed class LinuxFolderEventsTests
{
    private readonly ConcurrentQueue<string?> _changes = new();
    private string _folder = "";

    [SetUp]
    public void CreateFolder()
    {
        _changes.Clear();
        _folder = Directory.CreateTempSubdirectory("portorch-events-").FullName;
    }

    [TearDown]
    public void DeleteFolder()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Watch_FilesMadeWrittenAndRenamed_AreNamed()
    {
        using var events = LinuxFolderEvents.TryWatch(_folder, Files(), _changes.Enqueue);
        await File.WriteAllTextAsync(Path.Combine(_folder, "a"), "x");
        await Until(() => _changes.Contains("a"));
        File.Move(Path.Combine(_folder, "a"), Path.Combine(_folder, "ä b"));
        await Until(() => _changes.Contains("ä b"));
    }

    [Test]
    public async Task Watch_WritingWithoutAPause_ReportsFewTimes()
    {
        using var events = LinuxFolderEvents.TryWatch(_folder, Files(), _changes.Enqueue);
        await using (var file = new FileStream(Path.Combine(_folder, "a"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
        {
            for (var i = 0; i < 100_000; i++) file.WriteByte((byte)'x');
        }

        await Until(() => !_changes.IsEmpty);
        await Task.Delay(50);
        Assert.That(_changes, Has.Count.LessThan(1_000));
    }

    [Test]
    public async Task Watch_WritesInShortSteps_TheLastOneIsAlwaysReported([Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        var path = Path.Combine(_folder, "a");
        await File.WriteAllTextAsync(path, "");
        using var events = LinuxFolderEvents.TryWatch(_folder, Files(), _changes.Enqueue);
        for (var round = 0; round < 20; round++)
        {
            for (var i = random.Next(1, 40); i > 0; i--)
            {
                await File.AppendAllTextAsync(path, "x");
                if (random.Next(3) == 0) await Task.Delay(random.Next(15));
            }

            // Whoever looks when it is told, looks at the whole file in the end.
            var length = new FileInfo(path).Length;
            var seen = 0L;
            await Until(() =>
            {
                if (_changes.TryDequeue(out _)) seen = new FileInfo(path).Length;
                return seen == length;
            });
            _changes.Clear();
        }
    }

    [Test]
    public async Task Watch_FolderDeleted_TellsThatAnythingMayHaveChanged()
    {
        using var events = LinuxFolderEvents.TryWatch(_folder, Files(), _changes.Enqueue);
        Directory.Delete(_folder);
        await Until(() => _changes.Contains(null));
    }

    [Test]
    public void Watch_NoFolder_IsNone()
    {
        Assert.That(LinuxFolderEvents.TryWatch(Path.Combine(_folder, "none"), Files(), _changes.Enqueue), Is.Null);
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        Assert.That(LinuxFolderEvents.TryWatch(Path.Combine(_folder, "file"), Files(), _changes.Enqueue), Is.Null);
    }

    [Test]
    public async Task Dispose_ManyWatches_LeavesNoDescriptor()
    {
        var before = Descriptors();
        // The system has but 128 for a user.
        for (var i = 0; i < 30; i++)
        {
            for (var j = 0; j < 10; j++) LinuxFolderEvents.TryWatch(_folder, Files(), _changes.Enqueue)?.Dispose();
            await Until(() => Descriptors() <= before);
        }
    }

    private WatchedFiles Files()
    {
        var files = new WatchedFiles(_folder);
        files.Add("a");
        return files;
    }

    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Count(f => new FileInfo(f).LinkTarget == "anon_inode:inotify");

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition()) await Task.Delay(5, limit.Token);
    }
}
