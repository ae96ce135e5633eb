using Microsoft.Data.Sqlite;
using PortOrchestrator.PortRegistry.Storage.Recovery;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Opening while another keeps everybody out, as who switches to a write-ahead log or reads one back does for a moment.</summary>
[CancelAfter(30_000)]
internal sealed class OpenLockTests : RegistryFixture
{
    [SetUp]
    public async Task MakeAFileWithoutALog()
    {
        await (await SqlitePortRegistry.OpenAsync(Options)).DisposeAsync();
        SqliteFile.Run(RegistryFile, "PRAGMA journal_mode = DELETE");
    }

    [Test]
    public async Task OpenAsync_AnotherHasTheFileForItselfForAWhile_Waits(CancellationToken cancellationToken)
    {
        var other = Keep();
        var opening = SqlitePortRegistry.OpenAsync(Options with { TimeProvider = TimeProvider.System }, cancellationToken);
        await Task.Delay(300, cancellationToken);
        Assert.That(opening.IsCompleted, Is.False);

        await other.DisposeAsync();

        await using var registry = await opening;
        Assert.That((await registry.ExamineAsync(cancellationToken)).JournalMode, Is.EqualTo("wal"));
    }

    [Test]
    public async Task OpenAsync_AnotherKeepsTheFile_GivesUpAfterTheLockTimeout()
    {
        await using var other = Keep();

        var error = Assert.ThrowsAsync<RegistryException>(
            () => SqlitePortRegistry.OpenAsync(Options with { TimeProvider = TimeProvider.System, LockTimeout = TimeSpan.FromMilliseconds(300) }));

        Assert.That(error!.Message, Does.Contain("locked for more than 0.3 s").And.Contain(RegistryFile));
    }

    [Test]
    public async Task OpenAsync_CancelledWhileAnotherKeepsTheFile_ReturnsSoon()
    {
        await using var other = Keep();

        await CancellationTime.AssertAsync(token => SqlitePortRegistry.OpenAsync(Options with { TimeProvider = TimeProvider.System }, token));
    }

    [Test]
    public async Task AllocateAsync_CancelledWhileAnotherWrites_ReturnsSoon()
    {
        var registry = await OpenAsync(AllFree());
        using var other = SqliteFile.LockForWriting(RegistryFile);

        await CancellationTime.AssertAsync(token => registry.AllocateAsync(Some.Request(), token));
    }

    [Test]
    public async Task OpenAsync_CancelledWhileAnotherRepairs_ReturnsSoon()
    {
        await File.WriteAllTextAsync(RegistryFile, new string('x', 5000));
        using var other = RegistryLock.TryTake(RegistryFiles.Of(RegistryFile));

        await CancellationTime.AssertAsync(token => SqlitePortRegistry.OpenAsync(Options with { TimeProvider = TimeProvider.System }, token));
    }

    private SqliteConnection Keep()
    {
        var other = SqliteFile.Open(RegistryFile);
        SqliteFile.Run(other, "BEGIN EXCLUSIVE");
        return other;
    }
}
