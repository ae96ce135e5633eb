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
    public DateTimeOffset? MadeAt => File.Exists(files.Backup) ? File.GetLastWriteTimeUtc(files.Backup) : null;

    public bool IsDue(TimeSpan age) => MadeAt is not { } made || time.GetUtcNow() - made is var old && (old >= age || old < TimeSpan.Zero);

    /// <summary>Makes a backup, unless another process is at it. The old one is replaced only by one that was checked.</summary>
    public void TryMake()
    {
        try
        {
            using var held = RegistryLock.TryTake(files);
            if (held is null) return;
            var now = time.GetUtcNow();
            Copy();
            File.SetLastWriteTimeUtc(files.Next, now.UtcDateTime);
            File.Move(files.Next, files.Backup, overwrite: true);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            Delete(files.Next);
            logger.NoBackup(files.Backup, e.Message);
        }
    }

    /// <summary>Tells whether the backup can be used, by the checks that it had to pass when it was made.</summary>
    public bool IsSound()
    {
        if (!File.Exists(files.Backup)) return false;
        try
        {
            using var backup = RegistryConnection.Open(files.Backup, SqliteOpenMode.ReadOnly, LockWait.Slice);
            return Schema.Read(backup) is > 0 and var version && version <= Schema.Version && DamageCheck.Problem(backup, thorough: true) is null;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    internal static void Delete(string file)
    {
        foreach (var suffix in (string[])["", "-journal", "-wal", "-shm"])
        {
            try { File.Delete(file + suffix); }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
        }
    }

    private void Copy()
    {
        Delete(files.Next);
        using (var source = RegistryConnection.Open(files.Path, SqliteOpenMode.ReadWrite, LockWait.Slice))
        using (var copy = RegistryConnection.Open(files.Next, SqliteOpenMode.ReadWriteCreate, LockWait.Slice))
        {
            RegistryFiles.MakePrivate(files.Next);
            source.CopyTo(copy);
            // A backup is one file: whoever reads it shall not leave side files beside it.
            copy.Text("PRAGMA journal_mode = DELETE");
            DamageCheck.Demand(copy, thorough: true);
        }
        using var written = new FileStream(files.Next, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }
}
