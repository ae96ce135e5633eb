using System.Runtime.InteropServices;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>SQLite's table of the system calls that it makes, in this process. SQLite offers it for tests like these.</summary>
internal static unsafe partial class SqliteSystem
{
    // struct sqlite3_vfs on a 64-bit system.
    private const int SetSystemCall = 144;
    private const int GetSystemCall = 152;

    /// <summary>Reads what SQLite calls; zero when it makes no such call.</summary>
    public static nint Get(string call)
    {
        var vfs = FindVfs(null);
        var get = (delegate* unmanaged<nint, byte*, nint>)Marshal.ReadIntPtr(vfs, GetSystemCall);
        fixed (byte* name = System.Text.Encoding.ASCII.GetBytes(call + "\0")) return get(vfs, name);
    }

    /// <summary>Replaces a call; zero puts the system's own back.</summary>
    public static void Set(string call, nint function)
    {
        var vfs = FindVfs(null);
        var set = (delegate* unmanaged<nint, byte*, nint, int>)Marshal.ReadIntPtr(vfs, SetSystemCall);
        fixed (byte* name = System.Text.Encoding.ASCII.GetBytes(call + "\0"))
            if (set(vfs, name, function) != 0) throw new ArgumentException($"SQLite makes no call '{call}'.");
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint FindVfs(string? name);
}
