using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>Files of other versions.</summary>
[CancelAfter(60_000)]
internal sealed class SchemaTests : RecoveryFixture
{
    [Test]
    public async Task OpenAsync_FileOfTheFirstReleaseAndManyProcesses_IsBroughtToThisSchemaOnce(CancellationToken cancellationToken)
    {
        SqliteFile.Run(RegistryFile, RepositoryFile.Read("tests/PortOrchestrator.PortRegistry.Tests/Recovery/registry-0.1.0.sql"));
        var before = SqliteFile.Query(RegistryFile, "SELECT project, checkout, service, name, replica, protocol, port, mode, wanted FROM allocations ORDER BY port");

        var outputs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Child.RunAsync(["use", RegistryFile], cancellationToken)));

        Assert.That(outputs.Select(o => o.Split('\n')[0]), Is.All.EqualTo("Existing redis:6379 web:20001 web:20002 web:20003"));
        Assert.That(outputs.Sum(o => o.Split('\n').Count(l => l == "event 1006")), Is.EqualTo(1), "one of them migrates");
        Assert.That(SqliteFile.Query(RegistryFile, "PRAGMA user_version"), Is.EqualTo([$"{Schema.Version}"]));
        Assert.That(SqliteFile.Query(RegistryFile, "PRAGMA integrity_check"), Is.EqualTo(["ok"]));
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT project, checkout, service, name, replica, protocol, port, mode, wanted FROM allocations ORDER BY port"), Is.EqualTo(before));
        Assert.That(Aside, Is.Empty);
    }

    [Test]
    public async Task OpenAsync_NewerVersionIsAtWork_NeitherFileNorLogIsWritten(CancellationToken cancellationToken)
    {
        var (child, _) = await StartHolderAsync(cancellationToken);
        using (child)
        {
            SqliteFile.Run(RegistryFile, $"PRAGMA user_version = {Schema.Version + 1}");
            var before = (await File.ReadAllBytesAsync(RegistryFile, cancellationToken), await File.ReadAllBytesAsync(RegistryFile + "-wal", cancellationToken));

            var use = await Child.RunAsync(["use", RegistryFile], cancellationToken);
            var read = await Child.RunAsync(["read", RegistryFile], cancellationToken);

            Assert.That((use, read), Is.EqualTo((use, use)));
            Assert.That(use, Does.StartWith("SchemaTooNew ").And.Contain($"schema {Schema.Version + 1}"));
            Assert.That((await File.ReadAllBytesAsync(RegistryFile, cancellationToken), await File.ReadAllBytesAsync(RegistryFile + "-wal", cancellationToken)), Is.EqualTo(before));
            child.Kill();
            await child.WaitForExitAsync(cancellationToken);
        }
    }
}
