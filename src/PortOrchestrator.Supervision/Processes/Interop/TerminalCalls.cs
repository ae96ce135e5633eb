using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>Calls about terminals, with the numbers of Linux.</summary>
internal static unsafe partial class TerminalCalls
{
    public const nint GetSize = 0x5413;
    public const nint SetSize = 0x5414;

    // O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC
    public const int MasterFlags = 0x2 | 0x100 | 0x800 | 0x80000;

    private const string Name = "libc";

    [LibraryImport(Name, EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenMaster(int flags);

    [LibraryImport(Name, EntryPoint = "grantpt", SetLastError = true)]
    public static partial int Grant(SafeFileHandle master);

    [LibraryImport(Name, EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int Unlock(SafeFileHandle master);

    [LibraryImport(Name, EntryPoint = "ptsname_r", SetLastError = true)]
    public static partial int NameOf(SafeFileHandle master, byte* name, nint size);

    [LibraryImport(Name, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle handle, byte* buffer, nint count);

    [LibraryImport(Name, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle handle, byte* buffer, nint count);

    // Variadic in C; with whole registers as arguments, Linux calls it like any other function.
    [LibraryImport(Name, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(SafeFileHandle handle, nint request, void* argument);

    [LibraryImport(Name, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, uint mode);
}
