using Microsoft.Data.Sqlite;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>
/// How the file is journalled: with a write-ahead log, which lets readers and a writer work at the same time, or without one on file systems
/// where processes cannot share memory.
/// </summary>
internal static class JournalMode
{
    /// <summary>Chooses the best mode that the file system allows.</summary>
    /// <returns>Whether there is a write-ahead log; null when another connection is in the way.</returns>
    public static bool? TrySet(RegistryConnection connection)
    {
        try
        {
            if (IsWal(connection)) return true;
            // Answers "busy" at once, without the busy handler, while another process is at it.
            if (!connection.TryRun("PRAGMA journal_mode = WAL")) return null;
            if (IsWal(connection)) return true;
        }
        catch (SqliteException e) when (SqliteErrors.IsWithoutSharedMemory(e))
        {
        }
        return connection.TryRun("PRAGMA journal_mode = TRUNCATE") ? false : null;
    }

    /// <summary>
    /// Takes the write-ahead log away from a file that came from another file system. A connection that has the file for itself alone needs
    /// no shared memory to read a log.
    /// </summary>
    /// <returns>False when another connection is in the way.</returns>
    public static bool TryLeaveWal(string file)
    {
        using var alone = RegistryConnection.Open(file, SqliteOpenMode.ReadWrite, LockWait.Slice);
        return alone.TryRun("PRAGMA locking_mode = EXCLUSIVE") && alone.TryRun("PRAGMA journal_mode = TRUNCATE");
    }

    private static bool IsWal(RegistryConnection connection) => connection.Text("PRAGMA journal_mode") is "wal";
}
