using System.Globalization;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>The folders that processes work in.</summary>
internal static class ProcessFolder
{
    /// <summary>Whether the system tells them.</summary>
    public static bool IsTold => OperatingSystem.IsLinux();

    /// <summary>Reads it, symbolic links resolved; null when the process is gone, or the system does not tell this user.</summary>
    public static string? Of(int pid)
    {
        if (!IsTold) return null;
        try
        {
            return new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cwd")).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
