using System.Diagnostics;
using System.Globalization;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Which process made a claim, in a way that a reused process id, a reboot or a container cannot confuse. Immutable.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="Started">Its start time: clock ticks since boot on Linux, UTC ticks elsewhere.</param>
/// <param name="BootId">The system's boot id, null where there is none.</param>
/// <param name="PidNamespace">The pid namespace, null where there is none.</param>
internal sealed record OwnerIdentity(int Pid, long Started, string? BootId, string? PidNamespace)
{
    /// <summary>Reads the identity of this process.</summary>
    public static OwnerIdentity OfThisProcess()
    {
        if (OperatingSystem.IsLinux() && StartTicks() is { } ticks)
        {
            return new OwnerIdentity(
                Environment.ProcessId, ticks, ReadOrNull("/proc/sys/kernel/random/boot_id")?.Trim(), new FileInfo("/proc/self/ns/pid").LinkTarget);
        }
        using var self = Process.GetCurrentProcess();
        return new OwnerIdentity(Environment.ProcessId, self.StartTime.ToUniversalTime().Ticks, null, null);
    }

    private static long? StartTicks()
    {
        // The second field, the command in parentheses, may itself hold spaces and parentheses.
        if (ReadOrNull("/proc/self/stat") is not { } stat) return null;
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && long.TryParse(fields[19], CultureInfo.InvariantCulture, out var ticks) ? ticks : null;
    }

    private static string? ReadOrNull(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
