namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>The pages are read at an open only when whoever wrote last did not close the file.</summary>
[CancelAfter(60_000)]
[Platform(Exclude = "Win")]
internal sealed class UncleanEndTests : RecoveryFixture
{
    [Test]
    public async Task OpenAsync_LastWriterWasKilledLongAgo_ReadsThePages(CancellationToken cancellationToken)
    {
        var port = await KillAWriterAsync(cancellationToken);
        Age(log: TimeSpan.FromMinutes(3), backup: TimeSpan.FromMinutes(4));

        var registry = await OpenRealAsync();

        Assert.That(Aside, Has.Length.EqualTo(1));
        Assert.That((await registry.ListAsync(cancellationToken: cancellationToken)).Select(a => a.Port), Is.EqualTo([port]));
    }

    [Test]
    public async Task OpenAsync_WrittenBeforeTheSystemStarted_ReadsThePages(CancellationToken cancellationToken)
    {
        await KillAWriterAsync(cancellationToken);
        Age(log: TimeSpan.FromMilliseconds(Environment.TickCount64) + TimeSpan.FromMinutes(1), backup: TimeSpan.Zero);

        await OpenRealAsync();

        Assert.That(Aside, Has.Length.EqualTo(1));
    }

    [TestCase(0, 4, TestName = "OpenAsync_WriterMayStillRun_DoesNotReadThePages")]
    [TestCase(3, 2, TestName = "OpenAsync_CheckedByABackupSince_DoesNotReadThePages")]
    public async Task OpenAsync_NoReasonToDoubt_DoesNotReadThePages(int logMinutes, int backupMinutes, CancellationToken cancellationToken)
    {
        await KillAWriterAsync(cancellationToken);
        Age(TimeSpan.FromMinutes(logMinutes), TimeSpan.FromMinutes(backupMinutes));

        await OpenRealAsync();

        Assert.That(Aside, Is.Empty);
    }

    private Task<IPortRegistry> OpenRealAsync() => OpenAsync(AllFree(), options: Options with { TimeProvider = TimeProvider.System });

    /// <summary>Leaves a log, and a page that only a look at all of them finds.</summary>
    private async Task<int> KillAWriterAsync(CancellationToken cancellationToken)
    {
        var (child, port) = await StartHolderAsync(cancellationToken);
        using (child)
        {
            await WaitUntilAsync(() => File.Exists(Backup), cancellationToken);
            var page = long.Parse(SqliteFile.Query(Backup, "SELECT rootpage FROM sqlite_schema WHERE name = 'conflicts'").Single());
            child.Kill();
            await child.WaitForExitAsync(cancellationToken);
            Overwrite((page - 1) * 4096, 4096);
        }
        Assert.That(new FileInfo(RegistryFile + "-wal").Length, Is.Positive);
        return port;
    }

    private void Age(TimeSpan log, TimeSpan backup)
    {
        File.SetLastWriteTimeUtc(RegistryFile + "-wal", DateTime.UtcNow - log);
        File.SetLastWriteTimeUtc(Backup, DateTime.UtcNow - backup);
    }
}
