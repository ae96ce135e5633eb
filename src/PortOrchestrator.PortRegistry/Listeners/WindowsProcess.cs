using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Principal;
using PortOrchestrator.PortRegistry.Interop;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>What Windows tells about a process. Immutable.</summary>
internal sealed record WindowsProcess(string? Command, string? User, long? Started)
{
    private const int KernelPid = 4;
    private const int LongestPath = 1024;

    /// <summary>The kernel listens for others: for file sharing, and through http.sys for every program that shares port 80 by URL.</summary>
    public const string Kernel = "System (http.sys for a web application, or file sharing)";

    [SupportedOSPlatform("windows")]
    public static WindowsProcess Read(int pid)
    {
        if (pid <= 0) return new WindowsProcess(null, null, null);
        if (pid == KernelPid) return new WindowsProcess(Kernel, "SYSTEM", null);
        var handle = WindowsCalls.OpenProcess(WindowsCalls.QueryLimitedInformation, inherit: false, (uint)pid);
        // The list of processes names also those that may not be opened.
        if (handle == 0) return new WindowsProcess(NameOf(pid), null, null);
        try
        {
            return new WindowsProcess(ImageOf(handle) ?? NameOf(pid), UserOf(handle), ProcessClock.Started(pid));
        }
        finally
        {
            WindowsCalls.Close(handle);
        }
    }

    [SupportedOSPlatform("windows")]
    private static string? ImageOf(nint process)
    {
        Span<char> path = stackalloc char[LongestPath];
        var length = (uint)path.Length;
        return WindowsCalls.ImageName(process, 0, MemoryMarshal.Cast<char, ushort>(path), ref length) ? HolderName.Of([path[..(int)length].ToString()]) : null;
    }

    private static string? NameOf(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return HolderName.Of([process.ProcessName]);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    [SupportedOSPlatform("windows")]
    private static string? UserOf(nint process)
    {
        if (!WindowsCalls.OpenToken(process, WindowsCalls.TokenQuery, out var token)) return null;
        try
        {
            using var identity = new WindowsIdentity(token);
            return identity.Name;
        }
        catch (Exception e) when (e is SystemException)
        {
            // An account that was deleted has no name.
            return null;
        }
        finally
        {
            WindowsCalls.Close(token);
        }
    }
}
