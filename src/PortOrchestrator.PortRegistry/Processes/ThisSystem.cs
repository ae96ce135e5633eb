namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>What a process id is relative to.</summary>
internal static class ThisSystem
{
    /// <summary>Names this boot of the system; null where the system does not tell.</summary>
    public static string? BootId()
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

    /// <summary>Names the pid namespace that this process sees; null where there are none.</summary>
    public static string? PidNamespace()
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
