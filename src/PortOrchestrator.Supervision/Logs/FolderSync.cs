using System.Runtime.InteropServices;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Makes the names in a folder durable, which .NET cannot: it opens no folders.</summary>
internal static partial class FolderSync
{
    private const int CloseOnExec = 0x80000;

    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        var descriptor = Open(folder, CloseOnExec);
        if (descriptor < 0) return;
        // Some file systems refuse this; they have no better to offer.
        Sync(descriptor);
        LinuxCalls.Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);
}
