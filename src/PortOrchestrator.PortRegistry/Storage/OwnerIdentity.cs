using System.ComponentModel;
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
    public static OwnerIdentity OfThisProcess() => OfProcess(Environment.ProcessId) ?? new OwnerIdentity(Environment.ProcessId, 0, null, null);

    /// <summary>Reads the identity of a process; null when there is none.</summary>
    public static OwnerIdentity? OfProcess(int pid)
    {
        if (OperatingSystem.IsLinux())
        {
            return StartTicks(pid) is { } ticks
                ? new OwnerIdentity(pid, ticks, ReadOrNull("/proc/sys/kernel/random/boot_id")?.Trim(), new FileInfo("/proc/self/ns/pid").LinkTarget)
                : null;
        }
        try
        {
            using var process = Process.GetProcessById(pid);
            return new OwnerIdentity(pid, process.StartTime.ToUniversalTime().Ticks, null, null);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static long? StartTicks(int pid)
    {
        // The second field, the command in parentheses, may itself hold spaces and parentheses.
        if (ReadOrNull($"/proc/{pid}/stat") is not { } stat) return null;
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
