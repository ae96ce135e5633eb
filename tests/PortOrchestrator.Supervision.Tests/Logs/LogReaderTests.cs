using System.Text;
using PortOrchestrator.Services;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs;

[CancelAfter(30_000)]
public sealed class LogReaderTests
{
    private string _folder = "";

    private string Log => Path.Combine(_folder, "web.log");

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("portorch-logs-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task ReadAsync_CarriageReturnsBadBytesAndOpenEnd_GivesEveryLine()
    {
        await File.WriteAllBytesAsync(Log, [.. "a\r\n\n"u8, 0xff, (byte)'x', (byte)'\n', .. "open"u8]);
        Assert.That(await ReadAsync(new LogQuery()), Is.EqualTo(new[] { "a", "", "\ufffdx", "open" }));
    }

    [Test]
    public async Task ReadAsync_ArchivesAndPunchedHead_ReadsEachByteOnce()
    {
        var text = Encoding.ASCII.GetBytes("one\ntwo\nthree\nfour\n");
        await File.WriteAllBytesAsync(ServiceLog.ArchivePath(Log, 0, 4), text[..4]);
        await File.WriteAllBytesAsync(ServiceLog.ArchivePath(Log, 4, 8), text[4..8]);
        await File.WriteAllBytesAsync(Log, [.. new byte[8], .. text[8..]]);
        Assert.That(await ReadAsync(new LogQuery()), Is.EqualTo(new[] { "one", "two", "three", "four" }));
        Assert.That(await ReadAsync(new LogQuery { Tail = 3 }), Is.EqualTo(new[] { "two", "three", "four" }));
        Assert.That(await ReadAsync(new LogQuery { Offset = 8 }), Is.EqualTo(new[] { "three", "four" }));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(10)]
    [TestCase(20_000)]
    [TestCase(50_000)]
    public async Task ReadAsync_Tail_GivesTheLastLines(int tail)
    {
        var all = Enumerable.Range(1, 30_000).Select(i => $"line {i}").ToArray();
        await File.WriteAllLinesAsync(Log, all);
        Assert.That(await ReadAsync(new LogQuery { Tail = tail }), Is.EqualTo(all.TakeLast(tail)));
    }

    [Test]
    public async Task ReadAsync_TailAndPattern_GivesTheLastMatches()
    {
        await File.WriteAllLinesAsync(Log, ["a1", "b", "a2", "a3", "b"]);
        Assert.That(await ReadAsync(new LogQuery { Tail = 2, Pattern = "^a" }), Is.EqualTo(new[] { "a2", "a3" }));
    }

    [Test]
    public async Task ReadAsync_LineOverAMebibyte_IsCut()
    {
        await File.WriteAllTextAsync(Log, new string('x', LineSplitter.LongestLine + 5) + "\nend\n");
        Assert.That((await ReadAsync(new LogQuery())).Select(l => l.Length), Is.EqualTo(new[] { LineSplitter.LongestLine, 5, 3 }));
    }

    [Test]
    public async Task ReadAsync_LongLineOfLetters_IsCutBetweenThem()
    {
        await File.WriteAllTextAsync(Log, "x" + string.Concat(Enumerable.Repeat("ä€😀", 300_000)) + "\n");
        var pieces = await ReadAsync(new LogQuery());
        Assert.That(pieces.Length, Is.EqualTo(3));
        Assert.That(pieces.Count(piece => piece.Contains('\ufffd', StringComparison.Ordinal)), Is.Zero);
        Assert.That(pieces.Sum(piece => piece.Length), Is.EqualTo(1 + (300_000 * 4)));
    }

    [TestCase(null, null)]
    [TestCase(3, null)]
    [TestCase(null, "y$")]
    public async Task ReadAsync_LineOf100Megabytes_TakesLittleMemory(int? tail, string? pattern)
    {
        const int megabytes = 100;
        await using (var file = File.Create(Log))
        {
            var part = new byte[1024 * 1024];
            Array.Fill(part, (byte)'x');
            part[7] = 0xff;
            part[^1] = (byte)'y';
            file.Write("first\n"u8);
            for (var i = 0; i < megabytes; i++) file.Write(part);
            file.Write("\nlast\n"u8);
        }

        var (pieces, most) = (0, 0L);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await foreach (var line in LogReader.ReadAsync(Log, "web", new LogQuery { Tail = tail, Pattern = pattern }))
        {
            if (++pieces % 20 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            Assert.That(line.Text, Has.Length.LessThanOrEqualTo(LineSplitter.LongestLine));
        }

        Assert.That(pieces, Is.GreaterThanOrEqualTo(megabytes));
        Assert.That(most, Is.LessThan(30L * 1024 * 1024));
    }

    [TestCase(null)]
    [TestCase("one|six")]
    public async Task ReadAsync_ArchiveGoesBeforeItIsRead_TellsHowMuch(string? pattern)
    {
        var text = Encoding.ASCII.GetBytes("one\ntwo\nthree\nsix\n");
        await File.WriteAllBytesAsync(Log, text[..4]);
        using var end = new CancellationTokenSource();
        var lines = LogReader.ReadAsync(Log, "web", new LogQuery { Follow = true, Pattern = pattern }, end.Token).GetAsyncEnumerator(end.Token);
        Assert.That(await lines.MoveNextAsync() ? lines.Current.Text : null, Is.EqualTo("one"));

        // As rotations leave it that keep only the newest archive of what was written meanwhile.
        await File.WriteAllBytesAsync(ServiceLog.ArchivePath(Log, 14, 18), text[14..]);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "next"), [.. new byte[18]]);
        File.Move(Path.Combine(_folder, "next"), Log, overwrite: true);

        Assert.That(await lines.MoveNextAsync(), Is.True);
        Assert.That(lines.Current.DroppedBytes, Is.EqualTo(10));
        Assert.That(lines.Current.Text, Does.Contain("10 bytes"));
        Assert.That(await lines.MoveNextAsync() ? (lines.Current.Text, lines.Current.DroppedBytes) : default, Is.EqualTo(("six", 0L)));
        await end.CancelAsync();
        Assert.That(async () => await lines.MoveNextAsync(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task ReadAsync_Follow_GivesLinesOnceTheyAreComplete()
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var lines = LogReader.ReadAsync(Log, "web", new LogQuery { Follow = true }, end.Token).GetAsyncEnumerator(end.Token);
        var next = lines.MoveNextAsync().AsTask();
        await File.AppendAllTextAsync(Log, "fir");
        await File.AppendAllTextAsync(Log, "st\nsecond\n");
        Assert.That(await next, Is.True);
        Assert.That(lines.Current with { Time = null }, Is.EqualTo(new LogLine("web", "first")));
        Assert.That(lines.Current.Time, Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromSeconds(20)), "also without an index");
        Assert.That(await lines.MoveNextAsync(), Is.True);
        Assert.That(lines.Current.Text, Is.EqualTo("second"));
    }

    private async Task<string[]> ReadAsync(LogQuery query)
    {
        var lines = new List<string>();
        await foreach (var line in LogReader.ReadAsync(Log, "web", query)) lines.Add(line.Text);
        return [.. lines];
    }
}
