using PortOrchestrator.Configuration;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs;

[CancelAfter(60_000)]
[Platform("Linux")]
public sealed class LogCopyTests
{
    private LogFolder _folder = null!;
    private string _copy = "";

    [SetUp]
    public void CreateFolder()
    {
        _folder = new LogFolder();
        _copy = Path.Combine(Path.GetDirectoryName(_folder.Log)!, "elsewhere", "web.txt");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Delete();

    [Test]
    public async Task Track_WithAFile_CopiesWhatTheLogGains()
    {
        await using var keeper = new LogKeeper();
        keeper.Track(_folder.Log, new LogDefinition { File = _copy });

        await File.AppendAllTextAsync(_folder.Log, "first\n");
        await UntilAsync("first\n");
        await File.AppendAllTextAsync(_folder.Log, "second");

        await UntilAsync("first\nsecond");
    }

    [Test]
    public async Task Track_KeeperEndsAndAnotherBegins_NothingIsMissingOrThereTwice()
    {
        await using (var keeper = new LogKeeper())
        {
            keeper.Track(_folder.Log, new LogDefinition { File = _copy });
            await File.AppendAllTextAsync(_folder.Log, "first\n");
            await UntilAsync("first\n");
        }

        await File.AppendAllTextAsync(_folder.Log, "unattended\n");
        await using var next = new LogKeeper();
        next.Track(_folder.Log, new LogDefinition { File = _copy });

        await UntilAsync("first\nunattended\n");
    }

    [Test]
    public async Task Dispose_RightAfterTheLastWords_TheyAreCopied()
    {
        await using (var keeper = new LogKeeper())
        {
            keeper.Track(_folder.Log, new LogDefinition { File = _copy });
            await File.AppendAllTextAsync(_folder.Log, "first\n");
            await UntilAsync("first\n");
            await File.AppendAllTextAsync(_folder.Log, "last words");
        }

        Assert.That(await File.ReadAllTextAsync(_copy), Is.EqualTo("first\nlast words"));
    }

    [Test]
    public async Task Update_FileThatTheUserHasMovedAway_GoesOnInANewOne()
    {
        var copy = new LogCopy(_folder.Log, _copy);
        await File.WriteAllTextAsync(_folder.Log, "first\n");
        copy.Update();
        File.Delete(_copy);
        await File.AppendAllTextAsync(_folder.Log, "second\n");

        copy.Update();

        Assert.That(await File.ReadAllTextAsync(_copy), Is.EqualTo("second\n"));
    }

    private async Task UntilAsync(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!File.Exists(_copy) || await File.ReadAllTextAsync(_copy, limit.Token) != text) await Task.Delay(10, limit.Token);
    }
}
