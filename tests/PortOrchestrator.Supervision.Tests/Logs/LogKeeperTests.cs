using System.Globalization;
using System.Text;
using PortOrchestrator.Configuration;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs;

[CancelAfter(120_000)]
[Platform("Linux")]
public sealed class LogKeeperTests
{
    private LogFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new LogFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Delete();

    [Test]
    public async Task Track_LinesAppear_AreTimedAsTheyWereWritten()
    {
        await using var keeper = new LogKeeper();
        keeper.Track(_folder.Tracked());
        var before = TimeProvider.System.GetUtcNow();
        await File.AppendAllTextAsync(_folder.Log, "first\n");
        await _folder.IndexedAsync();
        var between = TimeProvider.System.GetUtcNow();
        await Task.Delay(20);
        await File.AppendAllTextAsync(_folder.Log, "second\nopen");
        await _folder.IndexedAsync();
        var lines = await _folder.ReadLinesAsync();
        Assert.That(lines.Select(line => line.Text), Is.EqualTo(new[] { "first", "second", "open" }));
        // The system stamps files by its tick.
        Assert.That(lines[0].Time, Is.InRange(before.AddMilliseconds(-15), between));
        Assert.That(lines[1].Time, Is.GreaterThan(between).And.EqualTo(lines[2].Time));
        Assert.That(await _folder.ReadAsync(new LogQuery { Since = between }), Is.EqualTo(new[] { "second", "open" }));
        Assert.That(await _folder.ReadAsync(new LogQuery { Since = between.AddHours(1) }), Is.Empty);
    }

    [Test]
    public async Task Track_ALineAfterIdling_IsIndexedWithin100Milliseconds()
    {
        await using var keeper = new LogKeeper();
        keeper.Track(_folder.Tracked());
        var fastest = TimeSpan.MaxValue;
        // The best of some: the machine may be busy, the safety timer is far slower than any.
        for (var i = 0; i < 5; i++)
        {
            await File.AppendAllTextAsync(_folder.Log, "line\n");
            var started = TimeProvider.System.GetTimestamp();
            await _folder.IndexedAsync();
            var took = TimeProvider.System.GetElapsedTime(started);
            if (took < fastest) fastest = took;
            await Task.Delay(100);
        }

        Assert.That(fastest, Is.LessThan(TimeSpan.FromMilliseconds(100)));
    }

    [Test]
    public async Task Track_TornIndexOfAnEarlierKeeper_GoesOnBehindTheLastWholeEntry()
    {
        await using (var keeper = new LogKeeper())
        {
            keeper.Track(_folder.Tracked());
            await File.AppendAllTextAsync(_folder.Log, "first\n");
            await _folder.IndexedAsync();
        }

        await File.AppendAllTextAsync(LogIndex.PathFor(_folder.Log), "torn");
        var between = TimeProvider.System.GetUtcNow();
        await Task.Delay(20);
        await File.AppendAllTextAsync(_folder.Log, "unattended\n");
        await using var next = new LogKeeper();
        next.Track(_folder.Tracked());
        await _folder.IndexedAsync();
        Assert.That(await _folder.ReadAsync(new LogQuery { Since = between }), Is.EqualTo(new[] { "unattended" }));
        Assert.That(new FileInfo(LogIndex.PathFor(_folder.Log)).Length, Is.EqualTo(2 * LogIndex.EntrySize));
    }

    [Test]
    public async Task Update_IndexTooLarge_ThinsItAndNamesNoTimeTooEarly()
    {
        const int most = 64;
        var start = TimeProvider.System.GetUtcNow().AddDays(-1);
        var indexer = new LogIndexer(_folder.Log, TimeProvider.System, most);
        for (var i = 0; i < 1_000; i++)
        {
            await File.AppendAllTextAsync(_folder.Log, $"{i}\n");
            File.SetLastWriteTimeUtc(_folder.Log, start.UtcDateTime.AddSeconds(i));
            indexer.Update();
        }

        Assert.That(new FileInfo(LogIndex.PathFor(_folder.Log)).Length / LogIndex.EntrySize, Is.InRange(most / 4, most));
        var lines = await _folder.ReadLinesAsync();
        Assert.That(lines[^1].Time, Is.EqualTo(start.AddSeconds(999)).Within(TimeSpan.FromTicks(10)));
        Assert.That(lines.Select((line, i) => line.Time - start.AddSeconds(i)), Has.All.GreaterThan(TimeSpan.FromSeconds(-0.001)));
        Assert.That(lines.Select(line => line.Time), Is.Ordered);
    }

    [Test]
    public async Task ReadAsync_SinceWithoutIndex_GoesByTheTimesOfTheFiles()
    {
        var now = TimeProvider.System.GetUtcNow();
        var archive = ServiceLog.ArchivePath(_folder.Log, 0, 4);
        await File.WriteAllTextAsync(archive, "old\n");
        File.SetLastWriteTimeUtc(archive, now.UtcDateTime.AddHours(-2));
        await File.WriteAllTextAsync(_folder.Log, "\0\0\0\0new\n");
        Assert.That(await _folder.ReadAsync(new LogQuery { Since = now.AddHours(-1) }), Is.EqualTo(new[] { "new" }));
        Assert.That(await _folder.ReadAsync(new LogQuery { Since = now.AddHours(-3) }), Is.EqualTo(new[] { "old", "new" }));
        Assert.That(await _folder.ReadAsync(new LogQuery { Since = now.AddHours(1) }), Is.Empty);
    }

    [Test]
    public async Task ReadAsync_FollowOverAFolderMadeAnew_GoesOn()
    {
        var log = Path.Combine(_folder.Path, "logs", "web.log");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await File.WriteAllTextAsync(log, "one\n");
        await using var lines = LogReader.ReadAsync(log, "web", new LogQuery { Follow = true }).GetAsyncEnumerator();
        Assert.That(await lines.MoveNextAsync(), Is.True);
        var next = lines.MoveNextAsync().AsTask();
        Directory.Delete(Path.GetDirectoryName(log)!, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await File.WriteAllTextAsync(log, "2\n");
        Assert.That(await next.WaitAsync(TimeSpan.FromSeconds(10)), Is.True);
        Assert.That(lines.Current.Text, Is.EqualTo("2"));
        next = lines.MoveNextAsync().AsTask();
        var started = TimeProvider.System.GetTimestamp();
        await File.AppendAllTextAsync(log, "3\n");
        Assert.That(await next.WaitAsync(TimeSpan.FromSeconds(10)), Is.True);
        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(1)), "watched again, not polled");
    }

    [Test]
    public async Task ReadAsync_FollowOverATruncation_GoesOnWithTheNewLines()
    {
        await File.WriteAllTextAsync(_folder.Log, "one\ntwo\nthr");
        await using var lines = LogReader.ReadAsync(_folder.Log, "web", new LogQuery { Follow = true }).GetAsyncEnumerator();
        Assert.That(await lines.MoveNextAsync() && await lines.MoveNextAsync(), Is.True);
        var next = lines.MoveNextAsync().AsTask();
        await File.WriteAllTextAsync(_folder.Log, "new\n");
        Assert.That(await next.WaitAsync(TimeSpan.FromSeconds(10)), Is.True);
        Assert.That(lines.Current.Text, Is.EqualTo("new"));
    }

    [Test]
    public async Task Track_ManyLinesWhileArchivingAndFollowing_LosesAndDoublesNone()
    {
        const int count = 250_000;
        await using var keeper = new LogKeeper();
        keeper.Track(_folder.Tracked(new LogDefinition { MaxSizeMegabytes = 0.25, MaxFiles = 1_000 }));
        using var end = new CancellationTokenSource();
        var followed = Task.Run(async () =>
        {
            var next = 0;
            await foreach (var line in LogReader.ReadAsync(_folder.Log, "web", new LogQuery { Follow = true }, end.Token))
            {
                if (line.Text != Line(next)) return $"{line.Text} instead of {Line(next)}";
                if (++next == count) return "all";
            }

            return "ended";
        });
        var reread = Task.Run(async () =>
        {
            for (var reads = 0; !end.IsCancellationRequested || reads == 0; reads++)
            {
                var lines = await _folder.ReadAsync(new LogQuery { Tail = reads % 2 == 0 ? null : 20_000 });
                if (lines.Length < 2) continue;
                var first = lines.Length < 20_000 || reads % 2 == 0 ? 0 : int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
                // The last line may be half written.
                for (var i = 0; i < lines.Length - 1; i++)
                {
                    if (lines[i] != Line(first + i)) return $"{lines[i]} instead of {Line(first + i)}";
                }
            }

            return "all";
        });
        await Task.Run(() =>
        {
            using var file = new FileStream(_folder.Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 1);
            for (var i = 0; i < count; i++) file.Write(Encoding.ASCII.GetBytes(Line(i) + "\n"));
        });
        Assert.That(await followed.WaitAsync(TimeSpan.FromSeconds(60)), Is.EqualTo("all"));
        await end.CancelAsync();
        Assert.That(await reread.WaitAsync(TimeSpan.FromSeconds(30)), Is.EqualTo("all"));
        await keeper.DisposeAsync();
        Assert.That(_folder.Archives(), Has.Length.GreaterThan(3));
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Enumerable.Range(0, count).Select(Line)));
        Assert.That(await _folder.ReadAsync(new LogQuery { Tail = 100_000 }), Is.EqualTo(Enumerable.Range(count - 100_000, 100_000).Select(Line)));
    }

    private static string Line(int number) => $"line {number} of many that a service writes";
}
