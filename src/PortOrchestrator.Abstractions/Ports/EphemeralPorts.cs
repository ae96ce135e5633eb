namespace PortOrchestrator.Ports;

/// <summary>The ports that the operating system gives to outgoing connections.</summary>
internal static class EphemeralPorts
{
    /// <summary>Reads this system's range; where it cannot be read, the documented default.</summary>
    /// <param name="folder">The folder with the kernel's settings of IPv4.</param>
    public static PortRange Read(string folder = "/proc/sys/net/ipv4")
    {
        if (!OperatingSystem.IsLinux()) return new PortRange(49152, 65535);
        var words = ReadOrEmpty(Path.Combine(folder, "ip_local_port_range")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [var first, var last] && PortRange.TryParse($"{first}-{last}", out var range) ? range : new PortRange(32768, 60999);
    }

    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
