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
    public async Task ReadAsync_Follow_GivesLinesOnceTheyAreComplete()
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var lines = LogReader.ReadAsync(Log, "web", new LogQuery { Follow = true }, end.Token).GetAsyncEnumerator(end.Token);
        var next = lines.MoveNextAsync().AsTask();
        await File.AppendAllTextAsync(Log, "fir");
        await File.AppendAllTextAsync(Log, "st\nsecond\n");
        Assert.That(await next, Is.True);
        Assert.That(lines.Current, Is.EqualTo(new LogLine("web", "first")));
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
