using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using PortOrchestrator.Configuration;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs;

[CancelAfter(60_000)]
[Platform("Linux")]
public sealed class LogRotatorTests
{
    private static readonly string[] Lines = [.. Enumerable.Range(0, 3_000).Select(i => $"line number {i:D10}")];

    private LogFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new LogFolder();
        File.Create(_folder.Log).Dispose();
        Assume.That(PunchedFile.CanPunch(_folder.Log), "the temporary folder's file system cannot punch holes");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Delete();

    [Test]
    public async Task Rotate_TooLarge_ArchivesTheHeadAtLineEndsAndFreesIt()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        var length = new FileInfo(_folder.Log).Length;
        Rotator(maxKilobytes: 16, maxFiles: 100).Rotate();
        Assert.That(_folder.Archives(), Has.Length.GreaterThan(1));
        Assert.That(ServiceLog.Archives(_folder.Log), Has.All.Matches<LogSegment>(a => File.ReadAllText(a.Path).EndsWith('\n') && new FileInfo(a.Path).Length <= 16 * 1024));
        Assert.That(new FileInfo(_folder.Log).Length, Is.EqualTo(length), "offsets must stay");
        Assert.That(PunchedFile.DataStart(_folder.Log, 0), Is.EqualTo(ServiceLog.Archives(_folder.Log)[^1].To));
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines));
    }

    [Test]
    public async Task Rotate_MoreThanMaxFiles_KeepsTheNewestAndTheReaderSkipsTheHole()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        Rotator(16, 2).Rotate();
        Assert.That(_folder.Archives(), Has.Length.EqualTo(2));
        var read = await _folder.ReadAsync();
        Assert.That(read, Is.EqualTo(Lines.TakeLast(read.Length)).And.Length.GreaterThan(1_000));
        foreach (var archive in ServiceLog.Archives(_folder.Log)) File.Delete(archive.Path);
        var rest = await _folder.ReadAsync();
        Assert.That(rest, Is.EqualTo(Lines.TakeLast(rest.Length)).And.Not.Empty);
        Assert.That(await _folder.ReadAsync(new LogQuery { Tail = 10_000 }), Is.EqualTo(rest));
    }

    [Test]
    public async Task Rotate_NoArchivesWanted_FreesTheHead()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        Rotator(16, 0).Rotate();
        Assert.That(_folder.Archives(), Is.Empty);
        var read = await _folder.ReadAsync();
        Assert.That(read, Is.EqualTo(Lines.TakeLast(read.Length)).And.Length.InRange(1, 1_000));
    }

    [TestCase(100)]
    [TestCase(0)]
    public async Task Rotate_ReaderStillNeedsABit_NothingOfItIsDropped(int maxFiles)
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        var length = new FileInfo(_folder.Log).Length;
        var rotator = Rotator(16, Math.Min(maxFiles, 1));
        rotator.Rotate(keep: 20_000);
        var left = await _folder.ReadAsync();
        Assert.That(left, Is.EqualTo(Lines.TakeLast(left.Length)).And.Length.GreaterThanOrEqualTo(Lines.Length * (length - 20_000) / length));
        rotator.Rotate(keep: length);
        await File.AppendAllTextAsync(_folder.Log, new string('x', 20_000) + "\n");
        rotator.Rotate(keep: length);
        Assert.That(await _folder.ReadAsync(), Has.Length.LessThan(left.Length));
    }

    [Test]
    public async Task Rotate_DiskIsLow_ArchivesNothing()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        Rotator(16, 100).Rotate(isDiskLow: true);
        Assert.That(_folder.Archives(), Is.Empty);
        Assert.That(await _folder.ReadAsync(), Has.Length.InRange(1, 1_000));
    }

    [Test]
    public async Task Clear_BeginningOfTheRun_DropsEverythingBefore()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        var rotator = Rotator(16, 100);
        rotator.Rotate();
        var start = new FileInfo(_folder.Log).Length;
        await File.AppendAllTextAsync(_folder.Log, "new\n");
        rotator.Clear(start);
        Assert.That(_folder.Archives(), Is.Empty);
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(new[] { "new" }));
        await File.AppendAllLinesAsync(_folder.Log, Lines);
        rotator.Rotate();
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines.Prepend("new")));
    }

    [Test]
    public async Task Clear_FileSystemThatCannotPunch_DropsItForReadersAllTheSame()
    {
        await File.WriteAllTextAsync(_folder.Log, "old\n");
        new LogRotator(_folder.Log, new LogDefinition(), NullLogger.Instance, _ => false).Clear(4);
        await File.AppendAllTextAsync(_folder.Log, "new\n");
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(new[] { "new" }));
        Assert.That(await _folder.ReadAsync(new LogQuery { Tail = 5 }), Is.EqualTo(new[] { "new" }));
        await File.WriteAllTextAsync(_folder.Log, "x\n");
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(new[] { "x" }), "emptied by somebody");
    }

    [Test]
    public async Task Rotate_AfterACrashWhileCopying_RedoesTheArchive()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        var text = await File.ReadAllBytesAsync(_folder.Log);
        var half = ServiceLog.ArchivePath(_folder.Log, 0, 2_300);
        await File.WriteAllBytesAsync(half, text[..1_000]);
        await File.WriteAllBytesAsync(ServiceLog.ArchivePath(_folder.Log, 0, 4_600) + ".part", text[..1_000]);
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines), "before recovery");
        Rotator(16, 100).Rotate();
        Assert.That(File.Exists(half), Is.False);
        Assert.That(Directory.GetFiles(_folder.Path, "*.part"), Is.Empty);
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines));
    }

    [Test]
    public async Task Rotate_AfterACrashBeforePunching_PunchesAndDoublesNothing()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        var text = await File.ReadAllBytesAsync(_folder.Log);
        var to = Array.IndexOf(text, (byte)'\n', 20_000) + 1;
        await File.WriteAllBytesAsync(ServiceLog.ArchivePath(_folder.Log, 0, to), text[..to]);
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines), "before recovery");
        Rotator(1024, 3).Rotate();
        Assert.That(PunchedFile.DataStart(_folder.Log, 0), Is.EqualTo(to));
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines));
    }

    [Test]
    public async Task Rotate_LogEmptied_DropsTheArchivesOfBefore()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        var rotator = Rotator(16, 100);
        rotator.Rotate();
        await File.WriteAllTextAsync(_folder.Log, "new\n");
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(new[] { "new" }), "before the rotator looked");
        rotator.Rotate();
        Assert.That(_folder.Archives(), Is.Empty);
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(new[] { "new" }));
    }

    [Test]
    public async Task Rotate_FileSystemThatCannotPunch_WarnsOnceAndLeavesTheLog()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        var logger = Substitute.For<ILogger>();
        logger.IsEnabled(default).ReturnsForAnyArgs(true);
        var warnings = new List<string>();
        var rotator = new LogRotator(_folder.Log, new LogDefinition { MaxSizeMegabytes = 0.01 }, logger, _ => false) { Warn = warnings.Add };
        rotator.Rotate();
        rotator.Rotate();
        Assert.That(logger.ReceivedCalls().Count(call => call.GetMethodInfo().Name == nameof(ILogger.Log)), Is.EqualTo(1));
        Assert.That(warnings.Single(), Does.Contain(_folder.Log).And.Contain("file system"));
        Assert.That(_folder.Archives(), Is.Empty);
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines));
    }

    [Test]
    public async Task RotateAndRead_RandomLinesAndSizes_AgreesWithAPlainList([Range(1, 10)] int seed)
    {
        var random = new Random(seed);
        var all = new List<string>();
        for (var round = 0; round < 12; round++)
        {
            var more = Enumerable.Range(0, random.Next(400)).Select(_ => RandomLine(random)).ToArray();
            await File.AppendAllTextAsync(_folder.Log, string.Concat(more.Select(line => line + "\n")));
            all.AddRange(more);
            if (random.Next(2) == 0) Rotator(random.Next(1, 40), 10_000).Rotate();
            Assert.That(await _folder.ReadAsync(), Is.EqualTo(all));
            var tail = random.Next(all.Count + 10);
            Assert.That(await _folder.ReadAsync(new LogQuery { Tail = tail }), Is.EqualTo(all.TakeLast(tail)));
            var skipped = random.Next(all.Count);
            var offset = all.Take(skipped).Sum(line => line.Length + 1L);
            Assert.That(await _folder.ReadAsync(new LogQuery { Offset = offset }), Is.EqualTo(all.Skip(skipped)));
        }
    }

    [Test]
    public async Task Rotate_OneLineLargerThanTheLimit_IsReadWhole()
    {
        var line = new string('x', 50_000);
        await File.WriteAllTextAsync(_folder.Log, line + "\nend\n");
        Rotator(16, 100).Rotate();
        Assert.That(_folder.Archives(), Is.Not.Empty);
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(new[] { line, "end" }));
    }

    [Test]
    public async Task ReadAsync_NulsOfTheServiceBehindAnArchive_AreKept()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        Rotator(16, 100).Rotate();
        await File.AppendAllTextAsync(_folder.Log, "\0\0nul\n");
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines.Append("\0\0nul")));
    }

    [Test]
    public async Task ReadAsync_MiddleArchiveMissing_TailGivesAllThatThereIs()
    {
        var text = Encoding.ASCII.GetBytes("one\ntwo\nthree\nfour\n");
        await File.WriteAllBytesAsync(ServiceLog.ArchivePath(_folder.Log, 0, 4), text[..4]);
        await File.WriteAllBytesAsync(ServiceLog.ArchivePath(_folder.Log, 8, 14), text[8..14]);
        await File.WriteAllBytesAsync(_folder.Log, [.. new byte[14], .. text[14..]]);
        Assert.That(await _folder.ReadAsync(new LogQuery { Tail = 3 }), Is.EqualTo(new[] { "one", "three", "four" }));
        Assert.That(await _folder.ReadAsync(new LogQuery { Tail = 2 }), Is.EqualTo(new[] { "three", "four" }));
    }

    [Test]
    public async Task ReadAsync_TailOfAGigabyteThatWasPunchedOut_IsQuick()
    {
        const long gigabyte = 1L << 30;
        await using (var file = File.Create(_folder.Log))
        {
            file.SetLength(gigabyte);
            file.Position = gigabyte - 3;
            await file.WriteAsync("x\nfirst\nsecond\n"u8.ToArray());
        }

        var started = TimeProvider.System.GetTimestamp();
        Assert.That(await _folder.ReadAsync(new LogQuery { Tail = 2 }), Is.EqualTo(new[] { "first", "second" }));
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(new[] { "x", "first", "second" }));
        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Rotate_NamesOfArchivesAreKnown_LooksAfterThoseOfAnEarlierKeeper()
    {
        await File.WriteAllLinesAsync(_folder.Log, Lines);
        var archived = new ArchivedLogs();
        Assert.That(archived.MayHave(_folder.Log), Is.False);
        Rotator(16, 100, archived).Rotate();
        Assert.That(archived.MayHave(_folder.Log));
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines));

        // Somebody empties the log while no keeper runs; its archives are those of an earlier life.
        await File.WriteAllTextAsync(_folder.Log, "new\n");
        Rotator(16, 100, new ArchivedLogs()).Rotate();

        Assert.That(_folder.Archives(), Is.Empty);
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(new[] { "new" }));
    }

    [Test]
    public void MayHave_UnfinishedArchiveAndNeighboursWithSimilarNames_IsRight()
    {
        foreach (var file in new[] { "web.0-10.log.part", "api-1.log", "db.err.5-9.log" }) File.WriteAllText(Path.Combine(_folder.Path, file), "");
        var archived = new ArchivedLogs();

        Assert.That(archived.MayHave(_folder.Log));
        Assert.That(archived.MayHave(Path.Combine(_folder.Path, "db.err.log")));
        Assert.That(archived.MayHave(Path.Combine(_folder.Path, "db.log")), Is.False);
        Assert.That(archived.MayHave(Path.Combine(_folder.Path, "api-1.log")), Is.False);
    }

    private static string RandomLine(Random random) => random.Next(20) switch
    {
        0 => "",
        1 => new string('\0', random.Next(1, 9_000)),
        2 => new string('x', random.Next(9_000)),
        _ => new string((char)random.Next('a', 'z'), random.Next(80)),
    };

    private LogRotator Rotator(int maxKilobytes, int maxFiles, ArchivedLogs? archived = null) =>
        new(_folder.Log, new LogDefinition { MaxSizeMegabytes = maxKilobytes / 1024.0, MaxFiles = maxFiles }, NullLogger.Instance, archived: archived);
}
