using System.Globalization;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Keeps descriptors that this program inherited from reaching what it starts.</summary>
public static class DescriptorHygiene
{
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;

    /// <summary>Marks every descriptor above 2 close-on-exec. Call it first in a program that starts services; does nothing on Windows.</summary>
    public static void MarkInheritedCloseOnExec()
    {
        var folder = OperatingSystem.IsMacOS() ? "/dev/fd" : "/proc/self/fd";
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder)) return;
        foreach (var entry in Directory.GetFileSystemEntries(folder))
        {
            if (int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor) && descriptor > 2)
                _ = Libc.Control(descriptor, SetDescriptorFlags, CloseOnExec);
        }
    }
}
