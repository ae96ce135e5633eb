using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.PortRegistry.Storage.Recovery;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

[CancelAfter(60_000)]
internal sealed class BackupTests : RecoveryFixture
{
    [Test]
    public async Task Write_OpenForLong_IsInTheBackupAMinuteLater(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Request(), cancellationToken);
        await PassTimeUntilAsync(() => Backed() == 1, cancellationToken);
        var first = Clock.GetUtcNow();
        await registry.AllocateAsync(Some.Request("api"), cancellationToken);

        await PassTimeUntilAsync(() => Backed() == 2, cancellationToken);

        Assert.That(Clock.GetUtcNow() - first, Is.GreaterThanOrEqualTo(RegistryBackup.WhileOpen - TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task NoWrite_OpenForLong_MakesNoBackup(CancellationToken cancellationToken)
    {
        await AllocateAndCloseAsync();
        var made = File.GetLastWriteTimeUtc(Backup);
        var registry = await OpenAsync(AllFree());
        for (var minute = 0; minute < 5; minute++)
        {
            Clock.Advance(RegistryBackup.WhileOpen);
            await registry.ListAsync(cancellationToken: cancellationToken);
        }
        await registry.DisposeAsync();

        Assert.That(File.GetLastWriteTimeUtc(Backup), Is.EqualTo(made));
    }

    [Test]
    public async Task Write_AnotherProcessBacksUpMeanwhile_LeavesItAtThat(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Request(), cancellationToken);
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        await File.WriteAllTextAsync(Backup, "another's", cancellationToken);
        File.SetLastWriteTimeUtc(Backup, Clock.GetUtcNow().UtcDateTime);

        for (var minute = 0; minute < 3; minute++)
        {
            Clock.Advance(RegistryBackup.WhileOpen);
            await Task.Delay(20, cancellationToken);
        }
        await registry.DisposeAsync();

        Assert.That(await File.ReadAllTextAsync(Backup, cancellationToken), Is.EqualTo("another's"));
    }

    [Test]
    public async Task Writer_Killed_LeavesABackup(CancellationToken cancellationToken)
    {
        var (child, port) = await StartHolderAsync(cancellationToken);
        using (child)
        {
            await WaitUntilAsync(() => File.Exists(Backup), cancellationToken);
            child.Kill();
            await child.WaitForExitAsync(cancellationToken);
        }
        Overwrite(0, new FileInfo(RegistryFile).Length);

        Assert.That((await (await OpenAsync(AllFree())).ListAsync(cancellationToken: cancellationToken)).Select(a => a.Port), Is.EqualTo([port]));
    }

    [Test]
    public async Task TryMake_DamagedSource_KeepsTheGoodBackup()
    {
        await AllocateAndCloseAsync();
        DamagePageOf("meta");
        var good = await File.ReadAllBytesAsync(Backup);

        var outcome = NewBackup().TryMake();

        Assert.That(outcome, Is.EqualTo(BackupOutcome.Damaged));
        Assert.That(await File.ReadAllBytesAsync(Backup), Is.EqualTo(good));
        Assert.That(Directory.GetFiles(Folder, "*.new*"), Is.Empty);
    }

    [Test]
    public async Task Backup_FindsDamageInAnOpenFile_HasItRebuilt(CancellationToken cancellationToken)
    {
        var given = await AllocateAndCloseAsync();
        var registry = await OpenAsync(AllFree());
        DamagePageOf("meta");
        await registry.AllocateAsync(Some.Request("api"), cancellationToken);

        await PassTimeUntilAsync(() => Aside.Length > 0, cancellationToken);

        Assert.That((await registry.ListAsync(cancellationToken: cancellationToken)).Select(a => a.Port), Does.Contain(given.Port));
        await registry.DisposeAsync();
        Assert.That(SqliteFile.Query(RegistryFile, "PRAGMA integrity_check"), Is.EqualTo(["ok"]));
    }

    [Test]
    public async Task Close_FindsDamage_HasItRebuilt()
    {
        var given = await AllocateAndCloseAsync();
        var registry = await OpenAsync(AllFree());
        DamagePageOf("meta");
        await registry.AllocateAsync(Some.Request("api"));
        Clock.Advance(TimeSpan.FromSeconds(10));

        await registry.DisposeAsync();

        Assert.That(Aside, Has.Length.EqualTo(1));
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT port FROM allocations"), Is.EqualTo([given.Port.ToString()]));
    }

    [Test]
    public async Task TryMake_AnotherIsAtIt_DoesNotWait()
    {
        await AllocateAndCloseAsync();
        using var held = RegistryLock.TryTake(RegistryFiles.Of(RegistryFile));

        Assert.That(NewBackup().TryMake(), Is.EqualTo(BackupOutcome.InTheWay));
    }

    [Test]
    public async Task DisposeAsync_BackupUnderWay_LeavesNoTemporaryFile()
    {
        for (var round = 0; round < 20; round++)
        {
            var registry = await OpenAsync(AllFree());
            await registry.AllocateAsync(Some.Request($"s{round}"));
            Clock.Advance(RegistryBackup.WhileOpen);

            await registry.DisposeAsync();

            Assert.That(Directory.GetFiles(Folder, "*.new*"), Is.Empty);
        }
    }

    [Test]
    public async Task Backup_FolderIsRemoved_DisturbsNobody()
    {
        var log = new EventLog();
        var registry = await OpenAsync(AllFree(), options: Options with { LoggerFactory = log });
        await registry.AllocateAsync(Some.Request());
        Directory.Delete(Folder, recursive: true);
        Clock.Advance(RegistryBackup.WhileOpen);

        Assert.That(async () => await registry.DisposeAsync(), Throws.Nothing);
        Assert.That(log.Ids, Does.Contain(1012));
        Directory.CreateDirectory(Folder);
    }

    private RegistryBackup NewBackup() => new(RegistryFiles.Of(RegistryFile), Clock, NullLogger.Instance);

    private int Backed() => File.Exists(Backup) ? int.Parse(SqliteFile.Query(Backup, "SELECT count(*) FROM claims").Single()) : 0;
}
