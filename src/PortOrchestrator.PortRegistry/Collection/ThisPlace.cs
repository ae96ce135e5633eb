namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Names this machine, and this container in it.</summary>
internal static class ThisPlace
{
    /// <summary>Makes a name that is the same at every start of the machine, and another one in every container.</summary>
    public static string Name(MountTable mounts)
    {
        var machine = ReadId("/etc/machine-id") ?? ReadId("/var/lib/dbus/machine-id") ?? Environment.MachineName;
        if (!OperatingSystem.IsLinux()) return machine;
        // Containers are often given the machine id of their image or their host.
        var container = File.Exists("/.dockerenv") || File.Exists("/run/.containerenv") ? Environment.MachineName : "";
        return $"{machine} {mounts.Of("/")?.Identity} {container}".TrimEnd();
    }

    private static string? ReadId(string path)
    {
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } id ? id : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
