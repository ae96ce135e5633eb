using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs.Files;

[CancelAfter(60_000)]
[Platform("Linux")]
public sealed class LogFileKeepingTests
{
    private LogFolder _folder = null!;
    private string _file = "";

    [SetUp]
    public void CreateFolder()
    {
        _folder = new LogFolder();
        _file = Path.Combine(_folder.Path, "elsewhere", "web.txt");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Delete();

    [Test]
    public async Task Track_WithAFile_WritesWhatTheLogGains()
    {
        await using var keeper = new LogKeeper();
        keeper.Track(Tracked());

        await File.AppendAllTextAsync(_folder.Log, "first\n");
        await UntilAsync("INF first process=web replica=0\n");
        await File.AppendAllTextAsync(_folder.Log, "second");
        keeper.EndRun(Tracked());

        await UntilAsync("INF first process=web replica=0\nINF second process=web replica=0\n");
    }

    [Test]
    public async Task Track_StandardErrorApart_IsWrittenAsErrors()
    {
        var errors = Path.Combine(_folder.Path, "web.err.log");
        await using var keeper = new LogKeeper();
        keeper.Track(Tracked() with { ErrorPath = errors });

        await File.AppendAllTextAsync(_folder.Log, "fine\n");
        await UntilAsync("INF fine process=web replica=0\n");
        await File.AppendAllTextAsync(errors, "oh no\n");

        await UntilAsync("INF fine process=web replica=0\nERR oh no process=web replica=0\n");
    }

    [Test]
    public async Task Track_KeeperEndsAndAnotherBegins_NothingIsMissingOrThereTwice()
    {
        await using (var keeper = new LogKeeper())
        {
            keeper.Track(Tracked());
            await File.AppendAllTextAsync(_folder.Log, "first\n");
            await UntilAsync("INF first process=web replica=0\n");
        }

        await File.AppendAllTextAsync(_folder.Log, "unattended\n");
        await using var next = new LogKeeper();
        next.Track(Tracked());

        await UntilAsync("INF first process=web replica=0\nINF unattended process=web replica=0\n");
    }

    [Test]
    public async Task Dispose_RightAfterTheLastWords_TheyAreWritten()
    {
        await using (var keeper = new LogKeeper())
        {
            keeper.Track(Tracked());
            await File.AppendAllTextAsync(_folder.Log, "first\n");
            await UntilAsync("INF first process=web replica=0\n");
            await File.AppendAllTextAsync(_folder.Log, "last words");
            keeper.EndRun(Tracked());
        }

        Assert.That(await File.ReadAllTextAsync(_file), Does.EndWith("INF last words process=web replica=0\n"));
    }

    [Test]
    public async Task Track_SeveralServicesOneFile_EachLineSaysWhoWroteIt()
    {
        await using var keeper = new LogKeeper();
        string[] names = ["a", "b", "c"];
        foreach (var name in names) keeper.Track(Tracked() with { Path = Log(name), Name = name });
        await Task.WhenAll(names.Select(name => Task.Run(() => File.WriteAllLines(Log(name), Enumerable.Range(0, 5_000).Select(i => $"{i}")))));
        var lines = Array.Empty<string>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (lines.Length < 15_000)
        {
            await Task.Delay(10, limit.Token);
            if (File.Exists(_file)) lines = await File.ReadAllLinesAsync(_file, limit.Token);
        }

        foreach (var name in names)
        {
            var suffix = $" process={name} replica=0";
            Assert.That(lines.Where(l => l.EndsWith(suffix, StringComparison.Ordinal)), Is.EqualTo(Enumerable.Range(0, 5_000).Select(i => $"INF {i}{suffix}")));
        }
    }

    [Test]
    public async Task Track_FileThatCannotBeWritten_TellsTheUserOnce()
    {
        Directory.CreateDirectory(_file);
        var warnings = new List<string>();
        await using (var keeper = new LogKeeper())
        {
            keeper.Track(Tracked() with { Warn = warnings.Add });
            for (var i = 0; i < 3; i++)
            {
                await File.AppendAllTextAsync(_folder.Log, "x\n");
                await Task.Delay(100);
            }
        }

        Assert.That(warnings, Has.Count.EqualTo(1));
        Assert.That(warnings[0], Does.Contain(_file));
    }

    [Test]
    public async Task Track_ClearOnStart_DropsWhatEarlierRunsWroteEverywhere()
    {
        await File.WriteAllTextAsync(_folder.Log, "old\n");
        await File.WriteAllTextAsync(ServiceLog.ArchivePath(_folder.Log, 0, 2), "ol");
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        await File.WriteAllTextAsync(_file, "old\n");
        await using (var keeper = new LogKeeper())
        {
            keeper.Track(Tracked() with { RunStart = 4, Definition = Tracked().Definition with { ClearOnStart = true } });
            await File.AppendAllTextAsync(_folder.Log, "new\n");
            await UntilAsync("INF new process=web replica=0\n");
        }

        Assert.That(await _folder.ReadAsync(), Is.EqualTo(new[] { "new" }));
        Assert.That(_folder.Archives(), Is.Empty);
    }

    private string Log(string name) => Path.Combine(_folder.Path, name + ".log");

    private TrackedLog Tracked() => _folder.Tracked(new LogDefinition { File = new LogFileDefinition { Path = _file, Format = LogFileFormat.Text } });

    private async Task UntilAsync(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!File.Exists(_file) || await File.ReadAllTextAsync(_file, limit.Token) != text) await Task.Delay(10, limit.Token);
    }
}
