namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>What a process id is relative to.</summary>
internal static class ThisSystem
{
    // Neither changes while a process lives.
    private static readonly Lazy<string?> Boot = new(ReadBootId);
    private static readonly Lazy<string?> Pids = new(ReadPidNamespace);

    /// <summary>Names this boot of the system; null where the system does not tell.</summary>
    public static string? BootId() => Boot.Value;

    /// <summary>Names the pid namespace that this process sees; null where there are none.</summary>
    public static string? PidNamespace() => Pids.Value;

    private static string? ReadBootId()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? ReadPidNamespace()
    {
        try
        {
            return new FileInfo("/proc/self/ns/pid").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
