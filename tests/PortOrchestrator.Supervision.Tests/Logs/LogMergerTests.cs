using PortOrchestrator.Services;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs;

[CancelAfter(30_000)]
public sealed class LogMergerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("portorch-logs-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task ReadAsync_NoIndexes_GivesSourceAfterSource()
    {
        await File.WriteAllTextAsync(Source("a").Path, "a1\na2\n");
        await File.WriteAllTextAsync(Source("b").Path, "b1\nb2");
        var lines = await ReadAsync(new LogQuery(), Source("a"), Source("missing"), Source("b"));
        Assert.That(lines, Is.EqualTo(new[] { "a: a1", "a: a2", "b: b1", "b: b2" }));
    }

    [Test]
    public async Task ReadAsync_Indexes_MergesByTime()
    {
        await WriteIndexedAsync(Source("a"), ("a1\n", 0), ("a2\na3\n", 20), ("a4\n", null));
        await WriteIndexedAsync(Source("b"), ("b1\n", 10), ("b2\n", 30));
        var lines = await ReadAsync(new LogQuery(), Source("a"), Source("b"));
        Assert.That(lines, Is.EqualTo(new[] { "a: a1", "b: b1", "a: a2", "a: a3", "a: a4", "b: b2" }));
    }

    [Test]
    public async Task ReadAsync_Since_LeavesOutWhatTheIndexesKnowAsEarlier()
    {
        await WriteIndexedAsync(Source("a"), ("a1\n", 0), ("a2\na3\n", 20));
        await WriteIndexedAsync(Source("b"), ("b1\n", 10), ("b2\n", 30));
        var lines = await ReadAsync(new LogQuery { Since = Noon.AddSeconds(15) }, Source("a"), Source("b"));
        Assert.That(lines, Is.EqualTo(new[] { "a: a2", "a: a3", "b: b2" }));
    }

    [Test]
    public async Task ReadAsync_Tail_CountsPerSource()
    {
        await File.WriteAllTextAsync(Source("a").Path, "a1\na2\na3\n");
        await File.WriteAllTextAsync(Source("b").Path, "b1\n");
        var lines = await ReadAsync(new LogQuery { Tail = 2 }, Source("a"), Source("b"));
        Assert.That(lines, Is.EqualTo(new[] { "a: a2", "a: a3", "b: b1" }));
    }

    [Test]
    public async Task ReadAsync_Follow_GivesHistoryThenLinesOfAllAsTheyCome()
    {
        await File.WriteAllTextAsync(Source("a").Path, "a1\na2\nopen");
        await using var reading = new Reading(new LogQuery { Follow = true, Tail = 2 }, Source("a"), Source("b"));
        Assert.That(await reading.NextAsync(), Is.EqualTo("a: a2"));
        await File.AppendAllTextAsync(Source("b").Path, "b1\n");
        Assert.That(await reading.NextAsync(), Is.EqualTo("b: b1"));
        await File.AppendAllTextAsync(Source("a").Path, "ed\n");
        Assert.That(await reading.NextAsync(), Is.EqualTo("a: opened"));
    }

    [Test]
    public async Task ReadAsync_Follow_MergesWhatIsSeenTogetherByTime()
    {
        await WriteIndexedAsync(Source("a"), ("a1\n", 0));
        await WriteIndexedAsync(Source("b"), ("b1\n", 10));
        await using var reading = new Reading(new LogQuery { Follow = true }, Source("a"), Source("b"));
        Assert.That(await reading.NextAsync(), Is.EqualTo("a: a1"));
        // Before the reader looks again; that of a comes first in its list.
        File.Delete(LogIndex.PathFor(Source("a").Path));
        File.Delete(LogIndex.PathFor(Source("b").Path));
        await WriteIndexedAsync(Source("a"), ("a2\n", 40), ("a3\n", 60));
        await WriteIndexedAsync(Source("b"), ("b2\n", 30), ("b3\n", 50));
        string[] lines = [await reading.NextAsync(), await reading.NextAsync(), await reading.NextAsync(), await reading.NextAsync(), await reading.NextAsync()];
        Assert.That(lines, Is.EqualTo(new[] { "b: b1", "b: b2", "a: a2", "b: b3", "a: a3" }));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task ReadAsync_FollowUntilNow_GivesWhatIsWrittenAndEnds(CancellationToken cancellationToken)
    {
        using var until = new CancellationTokenSource();
        var query = new LogQuery { Follow = true, Until = until.Token };
        var lines = new List<string>();
        await File.WriteAllTextAsync(Source("a").Path, "first\n", cancellationToken);

        await foreach (var line in LogMerger.ReadAsync([Source("a"), Source("b")], query, cancellationToken))
        {
            lines.Add($"{line.Service}: {line.Text}");
            if (lines.Count > 1) continue;
            await File.AppendAllTextAsync(Source("a").Path, "second\nunfinished", cancellationToken);
            await File.AppendAllTextAsync(Source("b").Path, "third\n", cancellationToken);
            await until.CancelAsync();
        }

        Assert.That(lines, Is.EqualTo(new[] { "a: first", "a: second", "a: unfinished", "b: third" }));
    }

    [Test]
    public async Task ReadAsync_FollowOfFoldersThatDoNotExist_PicksThemUpWithinTheSafetyInterval()
    {
        var deep = new LogSource("deep", Path.Combine(_folder, "x", "y", "z", "deep.log"));
        await using var reading = new Reading(new LogQuery { Follow = true }, deep, Source("a"));
        var next = reading.NextAsync();
        Directory.CreateDirectory(Path.Combine(_folder, "x"));
        await Task.Delay(50);
        Directory.CreateDirectory(Path.GetDirectoryName(deep.Path)!);
        var started = TimeProvider.System.GetTimestamp();
        await File.WriteAllTextAsync(deep.Path, "hello\n");
        Assert.That(await next, Is.EqualTo("deep: hello"));
        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(1)), "found by the watch, not by the safety timer");
    }

    [Test]
    public async Task ReadAsync_FollowWhileManyWrite_GivesEveryLineOnceInOrder()
    {
        const int perWriter = 5_000;
        var sources = Enumerable.Range(0, 4).Select(i => Source($"s{i}")).ToArray();
        var writers = Task.WhenAll(sources.Select(source => Task.Run(async () =>
        {
            await using var writer = new StreamWriter(source.Path, append: true) { AutoFlush = true };
            for (var i = 0; i < perWriter; i++) await writer.WriteLineAsync($"{i}");
        })));
        await using var reading = new Reading(new LogQuery { Follow = true }, sources);
        var next = sources.ToDictionary(source => source.Name, _ => 0);
        for (var i = 0; i < perWriter * sources.Length; i++)
        {
            var parts = (await reading.NextAsync()).Split(": ");
            Assert.That(parts[1], Is.EqualTo($"{next[parts[0]]++}"));
        }

        await writers;
    }

    [Test]
    public async Task ReadAsync_Cancelled_EndsWithThatAlone()
    {
        using var end = new CancellationTokenSource();
        await using var lines = LogMerger.ReadAsync([Source("a")], new LogQuery { Follow = true }, end.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = lines.MoveNextAsync().AsTask();
        await end.CancelAsync();
        Assert.That(async () => await next, Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task WriteIndexedAsync(LogSource source, params (string Text, int? Second)[] parts)
    {
        await using var index = File.Create(LogIndex.PathFor(source.Path));
        var entry = new byte[LogIndex.EntrySize];
        var end = File.Exists(source.Path) ? new FileInfo(source.Path).Length : 0L;
        foreach (var (text, second) in parts)
        {
            await File.AppendAllTextAsync(source.Path, text);
            end += text.Length;
            if (second is null) continue;
            LogIndex.Write(entry, new LogIndexEntry(end, Noon.AddSeconds(second.Value)));
            await index.WriteAsync(entry);
        }

        // Torn, as by a crash.
        await index.WriteAsync(entry.AsMemory(0, 5));
    }

    private static async Task<List<string>> ReadAsync(LogQuery query, params LogSource[] sources)
    {
        var lines = new List<string>();
        await foreach (var line in LogMerger.ReadAsync(sources, query)) lines.Add($"{line.Service}: {line.Text}");
        return lines;
    }

    private LogSource Source(string name) => new(name, Path.Combine(_folder, name + ".log"));

    private sealed class Reading(LogQuery query, params LogSource[] sources) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<LogLine> _lines = LogMerger.ReadAsync(sources, query).GetAsyncEnumerator();

        public async Task<string> NextAsync()
        {
            Assert.That(await _lines.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)), Is.True);
            return $"{_lines.Current.Service}: {_lines.Current.Text}";
        }

        public ValueTask DisposeAsync() => _lines.DisposeAsync();
    }
}
