using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>The calls and numbers of Linux's inotify(7), the same on every architecture.</summary>
internal static unsafe partial class InotifyCalls
{
    public const int CloseOnExec = 0x80000;

    public const uint Modify = 0x2;
    public const uint CloseWrite = 0x8;
    public const uint MovedFrom = 0x40;
    public const uint MovedTo = 0x80;
    public const uint Create = 0x100;
    public const uint Delete = 0x200;
    public const uint DeleteSelf = 0x400;
    public const uint MoveSelf = 0x800;
    public const uint Overflow = 0x4000;
    public const uint Ignored = 0x8000;
    public const uint OnlyFolders = 0x01000000;
    public const uint IsFolder = 0x40000000;

    /// <summary>What is asked of every folder: each way in which a file in it, or the folder itself, changes, but for its rights and times.</summary>
    public const uint Everything = Modify | CloseWrite | MovedFrom | MovedTo | Create | Delete | DeleteSelf | MoveSelf | OnlyFolders;

    public const short PollIn = 1;

    private const string Name = "libc";

    [LibraryImport(Name, EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial int Create1(int flags);

    [LibraryImport(Name, EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Add(int inotify, string path, uint mask);

    [LibraryImport(Name, EntryPoint = "inotify_rm_watch", SetLastError = true)]
    public static partial int Remove(int inotify, int watch);

    [LibraryImport(Name, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport(Name, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle descriptor, byte* data, nint count);

    [LibraryImport(Name, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Got;
    }
}
