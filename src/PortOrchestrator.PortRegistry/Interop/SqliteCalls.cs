using System.Runtime.InteropServices;
using SQLitePCL;

namespace PortOrchestrator.PortRegistry.Interop;

/// <summary>Calls of SQLite that its managed layer does not offer.</summary>
internal static unsafe partial class SqliteCalls
{
    private const int FileHasMoved = 20;

    /// <summary>Tells whether the path of an open database now names another file, or none. False where SQLite cannot tell.</summary>
    public static bool HasMoved(sqlite3 database)
    {
        var moved = 0;
        return FileControl(database.DangerousGetHandle(), "main", FileHasMoved, &moved) == raw.SQLITE_OK && moved != 0;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(nint database, string name, int operation, int* argument);
}
