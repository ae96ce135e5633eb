using Microsoft.Data.Sqlite;
using PortOrchestrator.PortRegistry.Storage.Recovery;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>
/// How the file is journalled: with a write-ahead log, which lets readers and a writer work at the same time, or without one on file systems
/// where processes cannot share memory.
/// </summary>
internal static class JournalMode
{
    /// <summary>Chooses the best mode that the file system allows.</summary>
    /// <param name="connection">A connection to the file.</param>
    /// <param name="file">The file.</param>
    /// <returns>Whether there is a write-ahead log; null when another connection is in the way.</returns>
    public static bool? TrySet(RegistryConnection connection, string file)
    {
        if (IsWal(connection)) return true;
        if (!IsPossibleBeside(file)) return connection.TryRun("PRAGMA journal_mode = TRUNCATE") ? false : null;
        // Answers "busy" at once, without the busy handler, while another process is at it.
        return connection.TryRun("PRAGMA journal_mode = WAL") ? IsWal(connection) : null;
    }

    /// <summary>Makes another connection journal as the first one does: without a log, how is each connection's own affair.</summary>
    /// <returns>False when another connection is in the way.</returns>
    public static bool TryFollow(RegistryConnection connection) => IsWal(connection) || connection.TryRun("PRAGMA journal_mode = TRUNCATE");

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

    // Tried on the file itself, a failure would leave it in a mode that nobody can open it in.
    private static bool IsPossibleBeside(string file)
    {
        var scratch = $"{file}.try-{Path.GetRandomFileName()}";
        try
        {
            PrivateFile.Create(scratch);
            using var connection = RegistryConnection.Open(scratch, SqliteOpenMode.ReadWrite, LockWait.Slice);
            return connection.TryRun(RegistryConnection.WithoutDisk) && connection.TryRun("PRAGMA journal_mode = WAL") && IsWal(connection) && connection.TryRun("CREATE TABLE t (x)");
        }
        catch (SqliteException e) when (SqliteErrors.IsWithoutSharedMemory(e))
        {
            return false;
        }
        finally
        {
            PrivateFile.Delete(scratch);
        }
    }

    private static bool IsWal(RegistryConnection connection) => connection.Text("PRAGMA journal_mode") is "wal";
}
