using System.ComponentModel;
using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>When processes were started, where the system tells it as a time of day (Windows, macOS).</summary>
internal static class ProcessClock
{
    /// <summary>Reads when a process was started, in UTC ticks; null when it is gone or the system does not tell this user.</summary>
    public static long? Started(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whether a process with this id runs, whoever it is.</summary>
    public static bool Exists(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It is there, and not ours to look into.
            return true;
        }
    }
}
