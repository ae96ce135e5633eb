using System.Globalization;
using PortOrchestrator.Configuration;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs;

/// <summary>A log that is emptied by hand while its service writes on.</summary>
[CancelAfter(120_000)]
[Platform("Linux")]
public sealed class LogClearingTests
{
    private LogFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new LogFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Delete();

    [Test]
    public async Task ClearAsync_OpenForAppending_DropsWhatThereIsAndKeepsWhatComes()
    {
        await using var service = Open();
        await using var keeper = new LogKeeper();
        keeper.Track(_folder.Tracked());
        await WriteAsync(service, "old\nhalf a ");
        var dropped = await keeper.ClearAsync(_folder.Log);
        await WriteAsync(service, "line\nnew\n");
        await _folder.IndexedAsync();

        var lines = await _folder.ReadLinesAsync();
        Assert.That(dropped, Is.EqualTo(11));
        Assert.That(lines.Select(l => l.Text), Is.EqualTo(new[] { "line", "new" }));
        Assert.That(lines.Select(l => l.Time), Has.All.Not.Null);
        Assert.That(await keeper.ClearAsync(_folder.Log), Is.EqualTo(9), "only what came since");
        Assert.That(await keeper.ClearAsync(_folder.Log), Is.Zero);
        Assert.That(await _folder.ReadAsync(), Is.Empty);
    }

    [Test]
    public async Task ClearAsync_WithArchivesAndAFollowerThatLags_DeletesThemAndTellsTheFollower()
    {
        await using var service = Open();
        await using var keeper = new LogKeeper();
        keeper.Track(_folder.Tracked(new LogDefinition { MaxSizeMegabytes = 0.1, MaxFiles = 3 }));
        await WriteLinesAsync(service, 0, 30_000);
        await LogFolder.UntilAsync(() => _folder.Archives().Length == 2);
        await using var follower = LogReader.ReadAsync(_folder.Log, "web", new LogQuery { Follow = true }).GetAsyncEnumerator();
        Assert.That(await follower.MoveNextAsync());
        var first = follower.Current.Text;

        await keeper.ClearAsync(_folder.Log);
        await WriteLinesAsync(service, 30_000, 10);

        Assert.That(_folder.Archives(), Is.Empty);
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines(30_000, 10)));
        var (last, gaps) = (first, 0L);
        while (last != Lines(30_009, 1).Single())
        {
            Assert.That(await follower.MoveNextAsync());
            if (follower.Current.DroppedBytes is > 0 and var bytes) gaps += bytes;
            else last = follower.Current.Text;
        }

        Assert.That(gaps, Is.GreaterThan(0), "what it has not seen is not silently missing");
    }

    [Test]
    public async Task ClearAsync_AgainAndAgainWhileItIsWrittenAndRotated_LosesNothingThatComesAfter()
    {
        await using var service = Open();
        await using var keeper = new LogKeeper();
        keeper.Track(_folder.Tracked(new LogDefinition { MaxSizeMegabytes = 0.05, MaxFiles = 100 }));
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var written = 0;
            while (!enough.IsCancellationRequested)
            {
                await WriteLinesAsync(service, written, 2_000);
                written += 2_000;
                await Task.Delay(1);
            }

            await WriteLinesAsync(service, written, 100);
            return written + 100;
        });
        for (var i = 0; i < 20; i++) await keeper.ClearAsync(_folder.Log);
        await enough.CancelAsync();
        var written = await writing;
        await _folder.IndexedAsync();
        var lines = await _folder.ReadAsync();

        // One line may have been cut by the last clearing; from it on all are there, in order and once.
        Assert.That(lines, Has.Length.GreaterThanOrEqualTo(100));
        Assert.That(lines.Skip(1), Is.EqualTo(Lines(written - (lines.Length - 1), lines.Length - 1)));
        Assert.That(await keeper.ClearAsync(_folder.Log), Is.GreaterThan(0));
        Assert.That(await _folder.ReadAsync(), Is.Empty);
    }

    [Test]
    public async Task ClearAsync_FurtherFile_HasEverythingThatWasDropped()
    {
        var file = Path.Combine(_folder.Path, "further.txt");
        await using var service = Open();
        await using (var keeper = new LogKeeper())
        {
            keeper.Track(_folder.Tracked(new LogDefinition { File = new LogFileDefinition { Path = file, Format = LogFileFormat.Text } }));
            await WriteLinesAsync(service, 0, 1_000);
            await keeper.ClearAsync(_folder.Log);
            await WriteLinesAsync(service, 1_000, 1);
        }

        Assert.That((await File.ReadAllLinesAsync(file)).Select(l => l.Split(' ')[1]), Is.EqualTo(Lines(0, 1_001)));
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(Lines(1_000, 1)));
    }

    [Test]
    public async Task ClearAsync_NobodyKeepsIt_IsEmptiedWithItsStandardError()
    {
        var errors = Path.Combine(_folder.Path, "web.err.log");
        await File.WriteAllTextAsync(_folder.Log, "0123456789\n");
        await File.WriteAllTextAsync(ServiceLog.ArchivePath(_folder.Log, 0, 4), "0123");
        await File.WriteAllTextAsync(errors, "bad\n");

        var dropped = await LogClearing.ClearAsync("web", _folder.Log, errors, null, CancellationToken.None);
        await File.AppendAllTextAsync(_folder.Log, "new\n");

        Assert.That(dropped, Is.EqualTo(15));
        Assert.That(_folder.Archives(), Is.Empty);
        Assert.That(await _folder.ReadAsync(), Is.EqualTo(new[] { "new" }));
        Assert.That(await LogClearing.ClearAsync("none", Path.Combine(_folder.Path, "none", "x.log"), null, null, CancellationToken.None), Is.Zero);
    }

    // As a service's output is opened: every write goes to the end, wherever that is.
    private FileStream Open() => new(_folder.Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private static async Task WriteAsync(FileStream service, string text) => await service.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));

    private static async Task WriteLinesAsync(FileStream service, int from, int count)
    {
        foreach (var chunk in Lines(from, count).Chunk(100)) await WriteAsync(service, string.Concat(chunk.Select(l => l + "\n")));
    }

    private static IEnumerable<string> Lines(int from, int count) => Enumerable.Range(from, count).Select(i => i.ToString("00000000", CultureInfo.InvariantCulture));
}
