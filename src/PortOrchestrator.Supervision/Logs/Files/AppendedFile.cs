using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Supervision.Logs.Files;

/// <summary>Opens files so that every write goes behind what is there, also when others write to them.</summary>
internal static partial class AppendedFile
{
    private const int WriteOnly = 0x1;
    private const int Create = 0x40;
    private const int Append = 0x400;
    private const int CloseOnExec = 0x80000;
    private const int UserReadWrite = 0x180;

    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!OperatingSystem.IsLinux()) return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        var descriptor = OpenDescriptor(path, WriteOnly | Create | Append | CloseOnExec, UserReadWrite);
        if (descriptor < 0) throw new IOException($"'{path}' cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    // Variadic in C; on Linux a third integer goes where that of any other function does.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags, int mode);
}
