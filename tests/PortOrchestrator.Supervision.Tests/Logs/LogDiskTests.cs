using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs;

public sealed class LogDiskTests
{
    private const long Megabyte = 1024 * 1024;

    private readonly List<string> _warnings = [];
    private readonly FakeTimeProvider _time = new();
    private LogFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new LogFolder();
        _warnings.Clear();
    }

    [TearDown]
    public void DeleteFolder() => _folder.Delete();

    [Test]
    public void IsLow_TooLittleSpace_DropsTheOldestArchivesUntilThereIsEnough()
    {
        foreach (var i in new[] { 2, 0, 1 }) Archive(i, age: 10 - i);
        var disk = new LogDisk(100 * Megabyte, _time, _ => (98 + (3 - _folder.Archives().Length)) * Megabyte);

        Assert.That(disk.IsLow(_folder.Path, [Kept()]), Is.True);

        Assert.That(_folder.Archives(), Is.EqualTo(new[] { "web.8-12.log" }));
        Assert.That(_warnings.Single(), Does.Contain("98 MB").And.Contain("logs.min_free_mb").And.Contain("100"));
    }

    [Test]
    public void IsLow_EnoughSpace_DropsNothing()
    {
        Archive(0, age: 1);
        Assert.That(new LogDisk(100 * Megabyte, _time, _ => 100 * Megabyte).IsLow(_folder.Path, [Kept()]), Is.False);
        Assert.That(_folder.Archives(), Has.Length.EqualTo(1));
    }

    [Test]
    public void IsLow_TurnedOffOrUnknown_DropsNothing()
    {
        Archive(0, age: 1);
        Assert.That(new LogDisk(0, _time, _ => 0).IsLow(_folder.Path, [Kept()]), Is.False);
        Assert.That(new LogDisk(100, _time, _ => null).IsLow(_folder.Path, [Kept()]), Is.False);
        Assert.That(_folder.Archives(), Has.Length.EqualTo(1));
    }

    [Test]
    public void IsLow_AskedOften_LooksOnceASecond()
    {
        var looked = 0;
        var disk = new LogDisk(100, _time, _ => 200 - looked++);
        for (var i = 0; i < 10; i++) disk.IsLow(_folder.Path, []);
        Assert.That(looked, Is.EqualTo(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        disk.IsLow(_folder.Path, []);
        Assert.That(looked, Is.EqualTo(2));
    }

    [Test]
    [CancelAfter(30_000)]
    [Platform("Linux")]
    public async Task Keeper_DiskIsLow_WarnsAndKeepsWhatIsLeft(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(_folder.Log, "\0\0\0\0", cancellationToken);
        Archive(0, age: 1);
        await using (var keeper = new LogKeeper(null, null, new LogDisk(100, TimeProvider.System, _ => 5)))
        {
            keeper.Track(_folder.Tracked() with { Warn = _warnings.Add });
            await File.AppendAllTextAsync(_folder.Log, "new\n", cancellationToken);
            while (_folder.Archives().Length > 0) await Task.Delay(10, cancellationToken);
        }

        Assert.That(_warnings, Has.Count.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(_folder.Log, cancellationToken), Does.EndWith("new\n"));
    }

    private void Archive(int number, int age)
    {
        var path = ServiceLog.ArchivePath(_folder.Log, number * 4, (number * 4) + 4);
        File.WriteAllText(path, "old\n");
        File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime.AddMinutes(-age));
    }

    private KeptLog Kept() => new(
        _folder.Log,
        new LogIndexer(_folder.Log, _time),
        new LogRotator(_folder.Log, new LogDefinition(), NullLogger.Instance),
        NullLogger.Instance)
    { Warn = _warnings.Add };
}
