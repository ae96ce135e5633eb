using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Files whose head was given back to the file system while their size stayed.</summary>
internal static class PunchedFile
{
    private const int SeekData = 3;
    private const int KeepSize = 1;
    private const int PunchHole = 2;

    // A hole ends with NULs up to the end of the block in which it ends; no common file system has larger blocks.
    private const int LargestBlock = 64 * 1024;
    private const long FarBehind = 1024 * 1024 * 1024;

    /// <summary>Where the first byte is that was not punched out, when that is behind a known offset; else that.</summary>
    public static long DataStart(string path, long known)
    {
        if (!OperatingSystem.IsLinux()) return known;
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var start = LinuxCalls.Seek((int)file.DangerousGetHandle(), 0, SeekData);
            // Without data the call fails: all of the file is a hole, or it is empty, or the file system knows no holes.
            if (start < 0) return IsHole(file) ? Math.Max(known, RandomAccess.GetLength(file)) : known;
            return start <= known ? known : SkipNuls(file, start);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return known;
        }
    }

    /// <summary>Whether the file system of a file can give back its head.</summary>
    public static bool CanPunch(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        // Far behind the end there is nothing to lose.
        return LinuxCalls.Allocate((int)file.DangerousGetHandle(), PunchHole | KeepSize, RandomAccess.GetLength(file) + FarBehind, LargestBlock) == 0;
    }

    /// <summary>Punches out the head of a file.</summary>
    /// <returns>The error number; 0 when done.</returns>
    public static int Punch(string path, long to)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        return LinuxCalls.Allocate((int)file.DangerousGetHandle(), PunchHole | KeepSize, 0, to) == 0
            ? 0
            : Marshal.GetLastPInvokeError();
    }

    private static bool IsHole(SafeFileHandle file) =>
        Marshal.GetLastPInvokeError() == Errno.NoData && RandomAccess.GetLength(file) > 0;

    private static long SkipNuls(SafeFileHandle file, long start)
    {
        var block = new byte[LargestBlock];
        var head = block.AsSpan(0, RandomAccess.Read(file, block, start));
        var nuls = head.IndexOfAnyExcept((byte)0);
        return start + (nuls < 0 ? head.Length : nuls);
    }
}
