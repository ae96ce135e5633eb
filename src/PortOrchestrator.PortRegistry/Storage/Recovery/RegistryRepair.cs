using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>Creates the registry file, or puts a good one in the place of a damaged one. Thread-safe.</summary>
internal sealed class RegistryRepair(RegistryFiles files, RegistryBackup backup, ISocketTable sockets, LockWait wait, TimeProvider time, ILogger logger)
{
    /// <summary>Makes sure that there is a sound file. Of many processes that call it at once, one does the work.</summary>
    /// <param name="thorough">Whether somebody met damage, so that the whole file is to be checked.</param>
    /// <param name="cancellationToken">Ends the wait for another process.</param>
    public async Task RunAsync(bool thorough, CancellationToken cancellationToken)
    {
        using var held = await RegistryLock.TakeAsync(files, wait, cancellationToken).ConfigureAwait(false);
        await Task.Run(() => Repair(thorough), cancellationToken).ConfigureAwait(false);
    }

    private void Repair(bool thorough)
    {
        var lost = files.IsMissingOrEmpty;
        var problem = lost ? null : Diagnose(thorough ? CheckDepth.Everything : CheckDepth.Shape);
        if (!lost && problem is null) return;
        try
        {
            var (restored, live) = Build();
            Replace(lost, problem, restored, live);
        }
        finally
        {
            PrivateFile.Delete(files.Next);
        }
    }

    private void Replace(bool lost, string? problem, bool restored, int live)
    {
        string? aside = null;
        if (!lost || File.Exists(files.Log)) aside = SetAside();
        File.Move(files.Next, files.Path, overwrite: true);
        if (aside is not null) logger.SetAside(files.Path, problem ?? "the file is empty", aside);
        if (aside is not null || restored) logger.Rebuilt(files.Path, restored ? files.Backup : "nothing", live);
    }

    private string? Diagnose(CheckDepth depth)
    {
        try
        {
            using var connection = RegistryConnection.Open(files.Path, SqliteOpenMode.ReadWrite, LockWait.Slice);
            return DamageCheck.Problem(connection, depth);
        }
        catch (SqliteException e) when (SqliteErrors.IsDamage(e))
        {
            return e.Message;
        }
    }

    private (bool Restored, int Live) Build()
    {
        var restored = backup.IsSound();
        PrivateFile.Create(files.Next);
        if (restored) File.Copy(files.Backup, files.Next, overwrite: true);
        using var next = RegistryConnection.Open(files.Next, SqliteOpenMode.ReadWrite, LockWait.Slice);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        // A file that holds nothing yet has nothing to lose with the power; what then came of it is met as any damage is.
        if (!restored) next.Run(RegistryConnection.WithoutDisk);
        next.Run("BEGIN IMMEDIATE");
        Schema.Migrate(next, Schema.Read(next), now);
        next.Run(FormattableString.Invariant($"PRAGMA application_id = {DamageCheck.ApplicationId}"));
        var live = restored ? LiveServices.Claim(next, sockets, now) : 0;
        next.Run("COMMIT");
        // Done here, no two that open the new file can be in each other's way doing it.
        JournalMode.TrySet(next, files.Next);
        return (restored, live);
    }

    // The file goes first: nobody can open it then, and whoever has it open notices. Its log goes too: SQLite would replay it into the new one.
    private string SetAside()
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var aside = $"{files.Path}.damaged-{stamp}";
        for (var i = 2; File.Exists(aside); i++) aside = FormattableString.Invariant($"{files.Path}.damaged-{stamp}-{i}");
        if (File.Exists(files.Path)) File.Move(files.Path, aside);
        if (File.Exists(files.Log)) File.Move(files.Log, aside + "-wal");
        if (File.Exists(files.SharedMemory)) File.Move(files.SharedMemory, aside + "-shm");
        return aside;
    }
}
