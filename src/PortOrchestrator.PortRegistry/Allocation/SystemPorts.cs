using System.Globalization;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>What the operating system says about ports. Immutable: read once, when the registry is opened.</summary>
internal sealed record SystemPorts
{
    /// <summary>The ports that outgoing connections are given.</summary>
    public PortRange Ephemeral { get; init; } = new(49152, 65535);

    /// <summary>The ports that the administrator keeps out of automatic assignment.</summary>
    public IReadOnlyList<PortRange> Reserved { get; init; } = [];

    /// <summary>The lowest port that needs no privilege.</summary>
    public int FirstUnprivileged { get; init; } = OperatingSystem.IsWindows() ? 1 : 1024;

    /// <summary>Reads this system's settings; where there are none, its documented defaults.</summary>
    /// <param name="folder">The folder with the kernel's settings of IPv4.</param>
    public static SystemPorts Read(string folder = "/proc/sys/net/ipv4")
    {
        var defaults = new SystemPorts();
        if (!OperatingSystem.IsLinux()) return defaults;
        return new SystemPorts
        {
            Ephemeral = EphemeralPorts.Read(folder),
            Reserved = [.. ReadOrEmpty(folder, "ip_local_reserved_ports").Split(',').Select(r => PortRange.TryParse(r, out var p) ? p : null).OfType<PortRange>()],
            FirstUnprivileged = int.TryParse(ReadOrEmpty(folder, "ip_unprivileged_port_start"), CultureInfo.InvariantCulture, out var start)
                ? start
                : defaults.FirstUnprivileged,
        };
    }

    public bool IsReserved(int port) => Reserved.Any(r => r.Contains(port));

    private static string ReadOrEmpty(string folder, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, name)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
