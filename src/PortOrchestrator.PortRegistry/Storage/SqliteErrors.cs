using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Tells SQLite's errors apart by what can be done about them.</summary>
internal static class SqliteErrors
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = 112;

    private static readonly int[] NoSharedMemory = [raw.SQLITE_IOERR_SHMOPEN, raw.SQLITE_IOERR_SHMLOCK, raw.SQLITE_IOERR_SHMMAP];

    private static readonly int[] NoLocks =
    [
        raw.SQLITE_IOERR_LOCK, raw.SQLITE_IOERR_UNLOCK, raw.SQLITE_IOERR_RDLOCK, raw.SQLITE_IOERR_CHECKRESERVEDLOCK, raw.SQLITE_IOERR_SHMLOCK,
    ];

    /// <summary>Another connection is in the way: asking again helps.</summary>
    public static bool IsBusy(Exception e) => Code(e) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>The file's content is not what SQLite or the registry wrote.</summary>
    public static bool IsDamage(Exception e) => Code(e) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>There is no such file, or it may not be opened.</summary>
    public static bool CannotOpen(Exception e) => Code(e) == raw.SQLITE_CANTOPEN;

    /// <summary>The file system does not let processes share memory, which a write-ahead log needs.</summary>
    public static bool IsWithoutSharedMemory(Exception e) => e is SqliteException s && NoSharedMemory.Contains(s.SqliteExtendedErrorCode);

    /// <summary>The file system cannot lock files, or lies about it.</summary>
    public static bool IsWithoutLocks(Exception e) =>
        Code(e) is raw.SQLITE_PROTOCOL or raw.SQLITE_NOLFS || (e is SqliteException s && NoLocks.Contains(s.SqliteExtendedErrorCode));

    /// <summary>There is no room on the disk, or the user's share of it is used up.</summary>
    public static bool IsFull(Exception e) => e switch
    {
        // Whoever makes the shared memory larger writes into it first, so that nobody is killed for touching what the disk has no room for.
        SqliteException s => Code(s) == raw.SQLITE_FULL || s.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE,
        IOException io => (io.HResult & 0xFFFF) is NoSpace or QuotaExceeded or WindowsDiskFull,
        _ => false,
    };

    // Some of the provider's calls give the longer code for the shorter one.
    private static int? Code(Exception e) => (e as SqliteException)?.SqliteErrorCode & 0xFF;
}
