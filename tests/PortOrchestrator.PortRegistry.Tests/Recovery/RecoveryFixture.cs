using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>A registry file that things happen to.</summary>
internal abstract class RecoveryFixture : RegistryFixture
{
    protected string Backup => RegistryFile + ".bak";

    protected string[] Aside => [.. Directory.GetFiles(Folder, "registry.db.damaged-*").Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal))];

    protected async Task<PortAllocation> AllocateAndCloseAsync(params string[] services)
    {
        var registry = await OpenAsync(AllFree());
        var given = await registry.AllocateAsync(Some.Request());
        foreach (var service in services) await registry.AllocateAsync(Some.Request(service));
        await registry.DisposeAsync();
        return given.Allocation!;
    }

    /// <summary>Overwrites the page that a table or index begins with.</summary>
    protected void DamagePageOf(string name)
    {
        SqliteFile.Run(RegistryFile, "PRAGMA wal_checkpoint(TRUNCATE)");
        var page = long.Parse(SqliteFile.Query(RegistryFile, $"SELECT rootpage FROM sqlite_schema WHERE name = '{name}'").Single());
        Overwrite((page - 1) * 4096, 4096);
    }

    protected void Overwrite(long from, long length)
    {
        using var file = new FileStream(RegistryFile, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Seek(from, SeekOrigin.Begin);
        file.Write(Enumerable.Repeat((byte)0xAB, (int)length).ToArray());
    }

    /// <summary>Lets the made-up time pass until something is so.</summary>
    protected async Task PassTimeUntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        while (!isSo())
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, cancellationToken);
        }
    }

    protected static async Task WaitUntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        while (!isSo()) await Task.Delay(20, cancellationToken);
    }

    /// <summary>Starts a process that has a port and does nothing more.</summary>
    protected async Task<(Process Process, int Port)> StartHolderAsync(CancellationToken cancellationToken)
    {
        var child = Child.Start("hold", RegistryFile);
        return (child, int.Parse(await Child.LineAsync(child, cancellationToken)));
    }
}
