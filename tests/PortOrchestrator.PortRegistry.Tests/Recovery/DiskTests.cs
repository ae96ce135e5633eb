using System.Runtime.Versioning;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>Disks that are full, and file systems that cannot do what SQLite asks for.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
[CancelAfter(60_000)]
internal sealed class DiskTests : RecoveryFixture
{
    [Test]
    public async Task AllocateAsync_DiskFull_SaysSoAndGoesOnWhenThereIsRoom(CancellationToken cancellationToken)
    {
        using var disk = SmallDisk.Mount(Folder, megabytes: 4);
        var file = Path.Combine(disk.Folder, "registry.db");
        var log = new EventLog();
        var registry = await OpenAsync(AllFree(), options: Options with { Path = file, LoggerFactory = log });
        var first = await registry.AllocateAsync(Some.Request(), cancellationToken);
        disk.Fill();

        var (given, error) = await AllocateUntilRefusedAsync(registry, cancellationToken);

        Assert.That(error.Code, Is.EqualTo(ErrorCode.RegistryUnavailable));
        Assert.That(error.Message, Does.Contain(file).And.Contain("is full").And.Contain("PORTORCHESTRATOR_HOME"));
        Assert.That(await registry.ListAsync(cancellationToken: cancellationToken), Has.Count.EqualTo(1 + given));
        Assert.That((await registry.AllocateAsync(Some.Request(), cancellationToken)).Allocation, Is.EqualTo(first.Allocation), "what is recorded can be asked for");
        Clock.Advance(TimeSpan.FromMinutes(2));
        await WaitUntilAsync(() => log.Ids.Contains(1012), cancellationToken);
        Assert.That(Directory.GetFiles(disk.Folder, "*.new*"), Is.Empty);
        disk.MakeRoom();
        Assert.That((await registry.AllocateAsync(Some.Request("later"), cancellationToken)).Succeeded, Is.True);
        await registry.DisposeAsync();
        Assert.That(SqliteFile.Query(file, "PRAGMA integrity_check"), Is.EqualTo(["ok"]));
    }

    [TestCase(false, "use", "is full", TestName = "OpenAsync_DiskFullAndNoFile_SaysSo")]
    [TestCase(true, "read", "Read web:", TestName = "OpenAsync_DiskFullAndReadOnly_Reads")]
    public async Task OpenAsync_DiskFull_DoesWhatItCan(bool exists, string command, string expected, CancellationToken cancellationToken)
    {
        using var disk = SmallDisk.Mount(Folder, megabytes: 2);
        var file = Path.Combine(disk.Folder, "registry.db");
        if (exists) await Child.RunAsync(["use", file], cancellationToken);
        disk.Fill();

        Assert.That(await Child.RunAsync([command, file], cancellationToken), Does.Contain(expected));
        Assert.That(File.Exists(file), Is.EqualTo(exists));
    }

    [Test]
    public async Task OpenAsync_DiskFullAndTheFileDamaged_LeavesEverythingWhereItIs(CancellationToken cancellationToken)
    {
        using var disk = SmallDisk.Mount(Folder, megabytes: 2);
        var file = Path.Combine(disk.Folder, "registry.db");
        await Child.RunAsync(["use", file], cancellationToken);
        await File.WriteAllTextAsync(file, "damaged", cancellationToken);
        disk.Fill();

        var refused = await Child.RunAsync(["use", file], cancellationToken);
        var left = await File.ReadAllTextAsync(file, cancellationToken);
        disk.MakeRoom();

        Assert.That(refused, Does.StartWith("RegistryUnavailable ").And.Contain("is full"));
        Assert.That(left, Is.EqualTo("damaged"));
        Assert.That(await Child.RunAsync(["use", file], cancellationToken), Does.StartWith("Existing web:"));
    }

    [Test]
    public async Task AnyCall_WritesFindNoSpace_SaysSo(CancellationToken cancellationToken)
    {
        await AllocateAndCloseAsync("api");

        Assert.That(
            await Child.RunAsync(["use-with", "no-space", RegistryFile], cancellationToken),
            Does.StartWith("RegistryUnavailable ").And.Contain(RegistryFile).And.Contain("is full"));
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT count(*) FROM allocations"), Is.EqualTo(["2"]));
    }

    [Test]
    public async Task OpenAsync_NoSharedMemoryAndNoFile_WorksWithoutAWriteAheadLog(CancellationToken cancellationToken)
    {
        var output = await Child.RunAsync(["use-with", "no-shared-memory", RegistryFile], cancellationToken);

        Assert.That(output, Does.StartWith("Allocated web:").And.Contain("\nmode truncate\n").And.Contain("\nevent 1007\n"));
        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileName), Is.SubsetOf(["registry.db", "registry.db-journal", "registry.db.bak", "registry.db.lock"]));
    }

    [Test]
    public async Task OpenAsync_NoSharedMemoryAndAFileWithALog_LosesNothing(CancellationToken cancellationToken)
    {
        var (child, port) = await StartHolderAsync(cancellationToken);
        child.Kill();
        await child.WaitForExitAsync(cancellationToken);
        child.Dispose();

        var without = await Child.RunAsync(["use-with", "no-shared-memory", RegistryFile], cancellationToken);
        var with = await Child.RunAsync(["use", RegistryFile], cancellationToken);

        Assert.That(without, Does.StartWith($"Existing web:{port}\nmode truncate\n").And.Contain("\nevent 1007\n"));
        Assert.That(with, Is.EqualTo($"Existing web:{port}\nmode wal\n"));
        Assert.That(Aside, Is.Empty);
    }

    [Test]
    public async Task AllocateAsync_NoSharedMemoryAndManyProcesses_AllGetDifferentPorts(CancellationToken cancellationToken)
    {
        var children = Enumerable.Range(0, 4).Select(_ => Child.Start("meet-with", "no-shared-memory", RegistryFile)).ToList();
        foreach (var child in children) child.StandardInput.Close();

        var outputs = await Task.WhenAll(children.Select(c => Child.EndAsync(c, cancellationToken)));

        Assert.That(outputs.Select(o => o.Split('\n')[1]), Is.Unique.And.All.StartsWith("Allocated "));
    }

    [Test]
    public async Task OpenAsync_LocksFail_SaysWhatToDo(CancellationToken cancellationToken)
    {
        await AllocateAndCloseAsync();

        Assert.That(
            await Child.RunAsync(["use-with", "no-locks", RegistryFile], cancellationToken),
            Does.StartWith("RegistryUnavailable ").And.Contain(RegistryFile).And.Contain("lock").And.Contain("local disk"));
        Assert.That(Aside, Is.Empty);
    }

    private static async Task<(int Given, RegistryException Error)> AllocateUntilRefusedAsync(IPortRegistry registry, CancellationToken cancellationToken)
    {
        for (var given = 0; ; given++)
        {
            try
            {
                await registry.AllocateAsync(Some.Request($"s{given}"), cancellationToken);
            }
            catch (RegistryException e)
            {
                return (given, e);
            }
        }
    }
}
