using System.IO.Compression;
using PortOrchestrator.Supervision.Logs.Files;

namespace PortOrchestrator.Supervision.Tests.Logs.Files;

[CancelAfter(60_000)]
[Platform("Linux")]
public sealed class LogFileWriterTests
{
    private FileWriting _writing = null!;

    [SetUp]
    public void Create() => _writing = new FileWriting();

    [TearDown]
    public void Delete() => _writing.Dispose();

    [Test]
    public void Update_LineWithoutAnEnd_ComesOnceItHasOne()
    {
        _writing.Append("one\ntw");
        var writer = _writing.Begin(out var source);
        writer.Update(source, ended: false, CancellationToken.None);
        Assert.That(_writing.Written(), Is.EqualTo("one\n"));

        _writing.Append("o\n");
        writer.Update(source, ended: false, CancellationToken.None);
        Assert.That(_writing.Written(), Is.EqualTo("one\ntwo\n"));
    }

    [Test]
    public void Update_RunIsOver_WritesTheOpenLineToo()
    {
        _writing.Append("one\nlast words");
        _writing.Write(ended: true);
        Assert.That(_writing.Written(), Is.EqualTo("one\nlast words\n"));
    }

    [Test]
    public void Update_NextRunBeginsBehindAnOpenLine_ItIsALineOfItsOwn()
    {
        _writing.Append("one\nunfinished");
        _writing.Write();
        var next = new FileInfo(_writing.Log).Length;
        _writing.Append("two\n");
        _writing.Write(next);
        Assert.That(_writing.Written(), Is.EqualTo("one\nunfinished\ntwo\n"));
    }

    [Test]
    public void Update_SupervisorAfterSupervisor_EveryLineIsThereOnce()
    {
        for (var i = 0; i < 20; i++)
        {
            _writing.Append($"line {i}\n");
            _writing.Write();
        }

        Assert.That(_writing.Written(), Is.EqualTo(string.Concat(Enumerable.Range(0, 20).Select(i => $"line {i}\n"))));
    }

    // The steps of a write: journal what comes, write it, journal that it was written. It ends after each of them, or within the second.
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(5)]
    [TestCase(8)]
    public void Recover_KilledWithSoManyBytesWritten_EveryLineIsThereOnce(int bytes)
    {
        _writing.Append("one\n");
        _writing.Write();
        File.AppendAllText(_writing.Mark, "pending 8 12 web.log\n");
        File.AppendAllText(_writing.Target, "two\nten\n"[..bytes]);
        _writing.Append("two\nten\n");
        _writing.Write();
        Assert.That(_writing.Written(), Is.EqualTo("one\ntwo\nten\n"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Recover_KilledWhileSettingAside_NothingIsLost(bool moved)
    {
        _writing.Append("one\n");
        _writing.Write();
        var backup = Path.Combine(Path.GetDirectoryName(_writing.Target)!, "web-2026-01-02T03-04-05.678.txt");
        File.AppendAllText(_writing.Mark, $"moving {Path.GetFileName(backup)}\n");
        if (moved) File.Move(_writing.Target, backup);
        _writing.Append("two\n");
        _writing.Write();
        Assert.That(File.ReadAllText(backup), Is.EqualTo("one\n"));
        Assert.That(_writing.Written(), Is.EqualTo("two\n"));
    }

    [Test]
    public void Update_FileThatTheUserHasMovedAway_GoesOnInANewOne()
    {
        _writing.Append("one\n");
        var writer = _writing.Begin(out var source);
        writer.Update(source, ended: false, CancellationToken.None);
        File.Delete(_writing.Target);
        _writing.Append("two\n");
        writer.Update(source, ended: false, CancellationToken.None);
        Assert.That(_writing.Written(), Is.EqualTo("two\n"));
    }

    [Test]
    public void Update_FileCannotBeWritten_GoesOnWhereItStoodOnceItCan()
    {
        _writing.Append("one\n");
        Directory.CreateDirectory(_writing.Target);
        var writer = _writing.Begin(out var source);
        Assert.That(() => writer.Update(source, ended: false, CancellationToken.None), Throws.InstanceOf<IOException>());
        Directory.Delete(_writing.Target);
        _writing.Append("two\n");
        writer.Update(source, ended: false, CancellationToken.None);
        Assert.That(_writing.Written(), Is.EqualTo("one\ntwo\n"));
    }

    [Test]
    public void Begin_Clear_DropsEarlierRunsOnceAndNothingOfThisOne()
    {
        _writing.Append("old\n");
        _writing.Write(clear: true);
        _writing.Append("newer\n");
        _writing.Write(runStart: 4, clear: true);
        Assert.That(_writing.Written(), Is.EqualTo("newer\n"));

        // A supervisor that takes the run over.
        _writing.Append("newest\n");
        _writing.Write(runStart: 4, clear: true);
        Assert.That(_writing.Written(), Is.EqualTo("newer\nnewest\n"));
    }

    [Test]
    public void Begin_FileThatIsNew_GetsThePresentRunOnly()
    {
        _writing.Append("long ago\nnow\n");
        _writing.Write(runStart: 9);
        Assert.That(_writing.Written(), Is.EqualTo("now\n"));
    }

    [Test]
    public async Task Update_Rotation_SetsAsideWholeLinesAndKeepsSoMany()
    {
        _writing.Definition = _writing.Definition with { Rotation = new LogFileRotation { MaxSizeMegabytes = 1, MaxBackups = 2 } };
        var line = new string('x', 99_999);
        for (var i = 0; i < 50; i++) _writing.Append(line + "\n");
        await _writing.Write().Settling;
        Assert.That(_writing.Backups(), Has.Length.EqualTo(2).And.All.Match(@"web-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}\.txt$"));
        Assert.That(_writing.Backups().Select(b => new FileInfo(b).Length), Is.All.EqualTo(1_000_000));
        Assert.That(_writing.Written(), Is.EqualTo(string.Concat(Enumerable.Repeat(line + "\n", 10))));
    }

    [Test]
    public async Task Update_RotationWithCompression_LosesAndDoublesNothing()
    {
        _writing.Definition = _writing.Definition with { Rotation = new LogFileRotation { MaxSizeMegabytes = 1, Compress = true } };
        var lines = Enumerable.Range(0, 300_000).Select(i => $"line {i}").ToArray();
        foreach (var part in lines.Chunk(70_000))
        {
            _writing.Append(string.Join('\n', part) + "\n");
            await _writing.Write().Settling;
        }

        Assert.That(_writing.Backups(), Is.Not.Empty.And.All.EndWith(".txt.gz"));
        var read = _writing.Backups().SelectMany(Unpack).Concat(await File.ReadAllLinesAsync(_writing.Target));
        Assert.That(read, Is.EqualTo(lines));
    }

    [Test]
    public async Task Settle_OldBackups_AreDeletedAndUncompressedOnesCompressed()
    {
        var now = TimeProvider.System.GetLocalNow();
        Directory.CreateDirectory(Path.GetDirectoryName(_writing.Target)!);
        string Backup(int days) => Path.Combine(Path.GetDirectoryName(_writing.Target)!, $"web-{now.AddDays(-days):yyyy-MM-ddTHH-mm-ss.fff}.txt");
        foreach (var days in new[] { 1, 6, 8 }) await File.WriteAllTextAsync(Backup(days), $"{days}\n");
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(_writing.Target)!, "web-site.txt"), "another's\n");
        _writing.Definition = _writing.Definition with { Rotation = new LogFileRotation { MaxAgeDays = 7, Compress = true } };

        await _writing.Begin(out _).Settling;

        Assert.That(_writing.Backups().Select(Path.GetFileName), Is.EqualTo(
            new[] { Path.GetFileName(Backup(6)) + ".gz", Path.GetFileName(Backup(1)) + ".gz", "web-site.txt" }));
        Assert.That(Unpack(Backup(6) + ".gz"), Is.EqualTo(new[] { "6" }));
    }

    [Test]
    public void Update_LogArchivedMeanwhile_ReadsTheArchives()
    {
        _writing.Append("one\n");
        _writing.Write();
        _writing.Append("two\nten\n");
        File.WriteAllText(Path.Combine(_writing.Folder, "web.0-8.log"), "one\ntwo\n");
        File.WriteAllText(_writing.Log, "\0\0\0\0\0\0\0\0ten\n");
        _writing.Write();
        Assert.That(_writing.Written(), Is.EqualTo("one\ntwo\nten\n"));
    }

    [Test]
    public void Update_TwoLogsOneFile_EachGoesOnWhereItStood()
    {
        File.WriteAllText(_writing.Log, "out 1\n");
        File.WriteAllText(_writing.ErrorLog, "err 1\n");
        for (var round = 2; round < 5; round++)
        {
            var writer = new LogFileWriter(_writing.Definition, _writing.Folder, TimeProvider.System);
            LogFileSource[] sources = [_writing.Source(), _writing.Source(log: _writing.ErrorLog, isError: true)];
            writer.Begin(_writing.Definition, sources, clear: false, CancellationToken.None);
            foreach (var source in sources) writer.Update(source, ended: false, CancellationToken.None);
            File.AppendAllText(_writing.Log, $"out {round}\n");
            File.AppendAllText(_writing.ErrorLog, $"err {round}\n");
        }

        Assert.That(_writing.Written(), Is.EqualTo("out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n"));
    }

    private static IEnumerable<string> Unpack(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }
}
