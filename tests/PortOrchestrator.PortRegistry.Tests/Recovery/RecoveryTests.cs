using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

internal sealed class RecoveryTests : RecoveryFixture
{
    [Test]
    public async Task OpenAsync_DamagedFileWithABackup_SetsItAsideAndRestoresTheAllocations()
    {
        var given = await AllocateAndCloseAsync();
        await File.WriteAllTextAsync(RegistryFile, new string('x', 5000));

        var registry = await OpenAsync(AllFree());

        Assert.That(await registry.ListAsync(), Is.EqualTo([given]));
        Assert.That(await File.ReadAllTextAsync(RegistryFile + ".damaged-20260301T120000Z"), Has.Length.EqualTo(5000));
    }

    [TestCase(0)]
    [TestCase(8192)]
    public async Task OpenAsync_TruncatedFile_IsRestored(int length)
    {
        var given = await AllocateAndCloseAsync();
        using (var file = File.OpenWrite(RegistryFile)) file.SetLength(length);

        var registry = await OpenAsync(AllFree());

        Assert.That(await registry.ListAsync(), Is.EqualTo([given]));
    }

    [TestCase("PRAGMA user_version = -5")]
    [TestCase("PRAGMA application_id = 5")]
    [TestCase("DROP TABLE claims")]
    public async Task OpenAsync_FileThatNoRegistryLooksLike_IsRestored(string change)
    {
        var given = await AllocateAndCloseAsync();
        SqliteFile.Run(RegistryFile, change);

        var registry = await OpenAsync(AllFree());

        Assert.That(await registry.ListAsync(), Is.EqualTo([given]));
        Assert.That(Aside, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task OpenAsync_AnotherProgramsDatabase_IsSetAsideWhole()
    {
        SqliteFile.Run(RegistryFile, "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (7)");

        var registry = await OpenAsync(AllFree());

        Assert.That(await registry.ListAsync(), Is.Empty);
        Assert.That(SqliteFile.Query(RegistryFile + ".damaged-20260301T120000Z", "SELECT x FROM theirs"), Is.EqualTo(["7"]));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task AllocateAsync_FileReplacedMeanwhile_GoesIntoTheNewOne()
    {
        var log = new EventLog();
        var first = await OpenAsync(AllFree(), options: Options with { LoggerFactory = log });
        await first.AllocateAsync(Some.Request());
        MoveAside();
        var second = await OpenAsync(AllFree());

        var given = await first.AllocateAsync(Some.Request("api"));

        Assert.That(await second.ListAsync(), Is.EqualTo([given.Allocation]));
        Assert.That(log.Ids, Does.Contain(1014));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task WriteAsync_FileReplacedInTheMiddle_IsDoneAgainInTheNewOne()
    {
        await using var database = await new RegistryOpener(RegistryFile, Options, Substitute.For<ISocketTable>(), NullLogger.Instance).OpenAsync(CancellationToken.None);
        var writes = 0;

        await database.WriteAsync(
            c =>
            {
                if (writes++ == 0) MoveAside();
                return c.Execute("INSERT INTO meta (key, value) VALUES ('test', 'x')");
            },
            CancellationToken.None);

        Assert.That(writes, Is.EqualTo(2));
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT value FROM meta WHERE key = 'test'"), Is.EqualTo(["x"]));
    }

    [Test]
    public async Task AllocateAsync_FileDamagedAfterwards_Recovers()
    {
        var given = await AllocateAndCloseAsync();
        using (var file = File.OpenWrite(RegistryFile))
        {
            file.Seek(4096, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)0xAB, (int)file.Length - 4096).ToArray());
        }
        var registry = await OpenAsync(AllFree());

        Assert.That((await registry.AllocateAsync(Some.Request())).Allocation, Is.EqualTo(given));
    }

    [Test]
    public async Task ExamineAsync_SoundFile_TellsOfItAndItsBackup()
    {
        await AllocateAndCloseAsync();
        var health = await (await OpenAsync(AllFree())).ExamineAsync();

        Assert.That(health.Problems, Is.Empty);
        Assert.That((health.JournalMode, health.BackupPath), Is.EqualTo(("wal", RegistryFile + ".bak")));
        Assert.That(health.BackupAt, Is.EqualTo(Clock.GetUtcNow()));
    }

    [Test]
    public async Task OpenAsync_ReadOnlyAndDamaged_SaysThatItIsRebuiltAndTouchesNothing()
    {
        await AllocateAndCloseAsync();
        await File.WriteAllTextAsync(RegistryFile, new string('x', 5000));
        var files = Directory.GetFiles(Folder);

        var error = Assert.ThrowsAsync<RegistryException>(() => OpenAsync(Options with { ReadOnly = true }));

        Assert.That(error!.Code, Is.EqualTo(ErrorCode.RegistryUnavailable));
        Assert.That(error.Message, Does.Contain(RegistryFile).And.Contain("rebuilds it from its backup").And.Not.Contain("move"));
        Assert.That(Directory.GetFiles(Folder), Is.EquivalentTo(files));
        Assert.That(await File.ReadAllTextAsync(RegistryFile), Has.Length.EqualTo(5000));
    }

    [Test]
    public async Task OpenAsync_ReadOnlyAndTruncated_IsNoticed()
    {
        await AllocateAndCloseAsync();
        using (var file = File.OpenWrite(RegistryFile)) file.SetLength(8192);

        Assert.That(() => OpenAsync(Options with { ReadOnly = true }), Throws.TypeOf<RegistryException>().With.Message.Contains("rebuilds it from its backup"));
    }

    [Test]
    public async Task ListAsync_ReadOnlyAndAPageIsDamaged_SaysThatItIsRebuilt()
    {
        await AllocateAndCloseAsync();
        DamagePageOf("claims");
        var registry = await OpenAsync(Options with { ReadOnly = true });

        Assert.That(() => registry.ListAsync(), Throws.TypeOf<RegistryException>().With.Message.Contains("rebuilds it from its backup"));
    }

    [Test]
    public async Task OpenAsync_DamagedFileWithABackupOfANewerVersion_IsRefusedAndLeftUntouched()
    {
        await AllocateAndCloseAsync();
        SqliteFile.Run(Backup, "PRAGMA user_version = 99");
        await File.WriteAllTextAsync(RegistryFile, new string('x', 5000));
        var backup = await File.ReadAllBytesAsync(Backup);

        var error = Assert.ThrowsAsync<RegistryException>(() => OpenAsync(AllFree()));

        Assert.That(error!.Code, Is.EqualTo(ErrorCode.SchemaTooNew));
        Assert.That(await File.ReadAllBytesAsync(Backup), Is.EqualTo(backup));
        Assert.That(Aside, Is.Empty);
        Assert.That(Directory.GetFiles(Folder, "*.new*"), Is.Empty);
    }

    private void MoveAside()
    {
        foreach (var end in (string[])["", "-wal", "-shm"]) File.Move(RegistryFile + end, RegistryFile + ".aside" + end);
    }
}
