using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>Keeps a copy of the registry beside it. Thread-safe.</summary>
internal sealed class RegistryBackup(RegistryFiles files, TimeProvider time, ILogger logger)
{
    /// <summary>How old the backup may be while somebody works with the registry.</summary>
    public static readonly TimeSpan WhileOpen = TimeSpan.FromMinutes(1);

    /// <summary>How old it may be when a writer closes: many short-lived ones at once need only one.</summary>
    public static readonly TimeSpan OnClose = TimeSpan.FromSeconds(5);

    /// <summary>When the backup was made; null when there is none.</summary>
    public DateTimeOffset? MadeAt => new FileInfo(files.Backup) is { Exists: true } file ? file.LastWriteTimeUtc : null;

    /// <summary>How long the backup still serves; nothing when there is none, or it is from the future.</summary>
    /// <param name="age">How old it may become.</param>
    public TimeSpan DueIn(TimeSpan age) =>
        MadeAt is { } made && made + age - time.GetUtcNow() is var left && left > TimeSpan.Zero && left <= age ? left : TimeSpan.Zero;

    /// <summary>Makes a backup, unless another process is at it. The old one is replaced only by one that was checked in full.</summary>
    public BackupOutcome TryMake()
    {
        try
        {
            using var held = RegistryLock.TryTake(files);
            if (held is null) return BackupOutcome.InTheWay;
            try
            {
                var now = time.GetUtcNow();
                Copy();
                File.SetLastWriteTimeUtc(files.Next, now.UtcDateTime);
                File.Move(files.Next, files.Backup, overwrite: true);
                return BackupOutcome.Made;
            }
            finally
            {
                // Under the lock, since it would be another's file after it.
                PrivateFile.Delete(files.Next);
            }
        }
        catch (SqliteException e) when (SqliteErrors.IsBusy(e))
        {
            return BackupOutcome.InTheWay;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            logger.NoBackup(files.Backup, e.Message);
            return SqliteErrors.IsDamage(e) ? BackupOutcome.Damaged : BackupOutcome.Failed;
        }
    }

    /// <summary>Tells whether the backup can be used, by the checks that it had to pass when it was made.</summary>
    /// <exception cref="RegistryException">A newer version made it.</exception>
    public bool IsSound()
    {
        if (!File.Exists(files.Backup)) return false;
        try
        {
            using var backup = RegistryConnection.Open(files.Backup, SqliteOpenMode.ReadOnly, LockWait.Slice);
            var version = Schema.Read(backup);
            if (version > Schema.Version) throw RegistryFailure.TooNew(files.Backup, version);
            return version > 0 && DamageCheck.Problem(backup, CheckDepth.Everything) is null;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private void Copy()
    {
        PrivateFile.Create(files.Next);
        using (var source = RegistryConnection.Open(files.Path, SqliteOpenMode.ReadWrite, LockWait.Slice))
        using (var copy = RegistryConnection.Open(files.Next, SqliteOpenMode.ReadWrite, LockWait.Slice))
        {
            source.CopyTo(copy);
            // A backup is one file: whoever reads it shall not leave side files beside it.
            copy.Text("PRAGMA journal_mode = DELETE");
            DamageCheck.Demand(copy, CheckDepth.Everything);
        }
        using var written = new FileStream(files.Next, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }
}
