using System.Diagnostics;
using System.Runtime.Versioning;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class RegistryFileTests : RegistryFixture
{
    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task OpenAsync_NewFile_IsTheUsersAlone()
    {
        var file = Path.Combine(Folder, "state", "registry.db");
        await OpenAsync(Options with { Path = file });

        Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(File.GetUnixFileMode(file + "-wal"), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(
            File.GetUnixFileMode(Path.GetDirectoryName(file)!), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public async Task OpenAsync_NewerSchema_IsRefusedAndLeftUntouched()
    {
        await (await SqlitePortRegistry.OpenAsync(Options)).DisposeAsync();
        SqliteFile.Run(RegistryFile, $"PRAGMA user_version = {Schema.Version + 1}");
        var before = await File.ReadAllBytesAsync(RegistryFile);
        var files = Directory.GetFiles(Folder);

        var error = Assert.ThrowsAsync<RegistryException>(() => SqlitePortRegistry.OpenAsync(Options));
        var readOnly = Assert.ThrowsAsync<RegistryException>(() => SqlitePortRegistry.OpenAsync(Options with { ReadOnly = true }));

        Assert.That((error!.Code, readOnly!.Code), Is.EqualTo((ErrorCode.SchemaTooNew, ErrorCode.SchemaTooNew)));
        Assert.That(error.Message, Does.Contain(RegistryFile).And.Contain($"schema {Schema.Version + 1}").And.Contain("Update PortOrchestrator"));
        Assert.That(await File.ReadAllBytesAsync(RegistryFile), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(Folder), Is.EquivalentTo(files));
    }

    [Test]
    public async Task OpenAsync_FolderThatCannotBeMade_SaysWhereAndWhatToDo()
    {
        var file = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(file, "");

        var error = Assert.ThrowsAsync<RegistryException>(() => SqlitePortRegistry.OpenAsync(Options with { Path = Path.Combine(file, "state", "registry.db") }));

        Assert.That(error!.Code, Is.EqualTo(ErrorCode.RegistryUnavailable));
        Assert.That(error.Message, Does.Contain(file).And.Contain("PORTORCHESTRATOR_HOME"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void OpenAsync_FolderThatIsNotWritable_SaysWhereAndWhatToDo()
    {
        // The superuser may write into every folder of a disk, but not create files in the kernel's.
        var folder = Environment.IsPrivilegedProcess ? "/proc/self" : Folder;
        if (!Environment.IsPrivilegedProcess) File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var error = Assert.ThrowsAsync<RegistryException>(() => SqlitePortRegistry.OpenAsync(Options with { Path = Path.Combine(folder, "registry.db") }));

            Assert.That(error!.Code, Is.EqualTo(ErrorCode.RegistryUnavailable));
            Assert.That(error.Message, Does.Contain(Path.Combine(folder, "registry.db")).And.Contain("PORTORCHESTRATOR_HOME"));
        }
        finally
        {
            if (!Environment.IsPrivilegedProcess) File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Test]
    public void OpenAsync_PathIsAFolder_SaysSo()
    {
        var error = Assert.ThrowsAsync<RegistryException>(() => SqlitePortRegistry.OpenAsync(Options with { Path = Folder }));

        Assert.That(error!.Message, Does.Contain(Folder).And.Contain("folder"));
    }

    [Test]
    public async Task OpenAsync_ReadOnlyAndNoFile_ReadsAsEmptyAndCreatesNothing()
    {
        var registry = await OpenAsync(Options with { ReadOnly = true, Path = Path.Combine(Folder, "state", "registry.db") });

        Assert.That(await registry.ListAsync(), Is.Empty);
        Assert.That(await registry.FindAsync(Some.Request().Key), Is.Null);
        Assert.That(Directory.EnumerateFileSystemEntries(Folder), Is.Empty);
    }

    [Test]
    public async Task OpenAsync_ReadOnly_ShowsWhatIsThereAndChangesNothing()
    {
        var writer = await SqlitePortRegistry.OpenAsync(Options);
        var given = await writer.AllocateAsync(Some.Request());
        await writer.DisposeAsync();
        var before = await File.ReadAllBytesAsync(RegistryFile);
        var files = Directory.GetFiles(Folder);

        var registry = await OpenAsync(Options with { ReadOnly = true });
        var predicted = await registry.AllocateAsync(Some.Request("api"));

        Assert.That(await registry.FindAsync(Some.Request().Key), Is.EqualTo(given.Allocation));
        Assert.That(predicted.Outcome, Is.EqualTo(PortOutcome.Allocated), "a dry run tells what would be given");
        Assert.That(await File.ReadAllBytesAsync(RegistryFile), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(Folder), Is.EquivalentTo(files));
    }

    [Test]
    public async Task OpenAsync_FolderNameThatAUriWouldMisread_IsTakenAsItIs()
    {
        var file = Path.Combine(Folder, "50% off; a#b c ü", "registry.db");
        var writer = await SqlitePortRegistry.OpenAsync(Options with { Path = file });
        var given = await writer.AllocateAsync(Some.Request());
        await writer.DisposeAsync();

        var registry = await OpenAsync(Options with { Path = file, ReadOnly = true });

        Assert.That(await registry.ListAsync(), Is.EqualTo([given.Allocation]));
        Assert.That(Directory.GetFileSystemEntries(Folder, "registry.db-*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task OpenAsync_ReadOnlyWhileAWriterIsOpen_SeesItsLatestAllocations()
    {
        var writer = await OpenAsync();
        var given = await writer.AllocateAsync(Some.Request());

        var registry = await OpenAsync(Options with { ReadOnly = true });

        Assert.That(await registry.ListAsync(), Is.EqualTo([given.Allocation]));
    }

    [Test]
    [CancelAfter(20000)]
    public async Task AllocateAsync_AnotherKeepsTheLock_GivesUpAfterTheLockTimeoutAndReadsGoOn()
    {
        var registry = await OpenAsync(Options with { LockTimeout = TimeSpan.FromMilliseconds(300), TimeProvider = TimeProvider.System });
        using var other = SqliteFile.LockForWriting(RegistryFile);
        var started = Stopwatch.GetTimestamp();
        var call = registry.AllocateAsync(Some.Request());

        Assert.That(await registry.ListAsync(), Is.Empty);
        Assert.That(call.IsCompleted, Is.False);
        var error = Assert.ThrowsAsync<RegistryException>(() => call);
        Assert.That(error!.Message, Does.Contain("locked for more than 0.3 s").And.Contain(RegistryFile));
        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task AllocateAsync_Disposed_SaysSo()
    {
        var registry = await SqlitePortRegistry.OpenAsync(Options);
        await registry.DisposeAsync();

        Assert.That(async () => await registry.AllocateAsync(Some.Request()), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await registry.DisposeAsync(), Throws.Nothing);
    }

    [Test]
    public async Task ClaimsTable_SecondLiveClaimOnAPort_IsRefusedByTheFileItself()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Exact(8000));

        Assert.That(
            () => SqliteFile.Run(RegistryFile, "INSERT INTO claims (checkout_id, service, name, replica, protocol, port, mode, shared, external, allocated_at, owner_pid, owner_started) SELECT checkout_id, 'other', name, replica, protocol, port, mode, shared, external, allocated_at, owner_pid, owner_started FROM claims"),
            Throws.Exception.With.Message.Contains("UNIQUE constraint failed: claims.port"));
    }

    [Test]
    [Platform("Linux")]
    public async Task AllocateAsync_Owner_IsThisProcessOfThisBoot()
    {
        var registry = await OpenAsync(AllFree());
        await registry.AllocateAsync(Some.Request());

        var owner = SqliteFile.Query(RegistryFile, "SELECT owner_pid, owner_started > 0, owner_boot_id, owner_pid_namespace FROM claims").Single().Split('|');

        Assert.That(owner[0], Is.EqualTo(Environment.ProcessId.ToString()));
        Assert.That(owner[1], Is.EqualTo("1"));
        Assert.That(owner[2], Is.EqualTo((await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id")).Trim()));
        Assert.That(owner[3], Does.StartWith("pid:["));
    }
}
