using System.Globalization;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>What the operating system says about ports. Immutable: read once, when the registry is opened.</summary>
internal sealed record SystemPorts
{
    /// <summary>The ports that outgoing connections are given.</summary>
    public PortRange Ephemeral { get; init; } = new(49152, 65535);

    /// <summary>The ports that the administrator keeps out of automatic assignment.</summary>
    public IReadOnlyList<PortRange> Reserved { get; init; } = [];

    /// <summary>The ports that a service of the system itself usually listens on.</summary>
    public IReadOnlyList<SystemService> Services { get; init; } = [];

    /// <summary>The lowest port that needs no privilege.</summary>
    public int FirstUnprivileged { get; init; } = OperatingSystem.IsWindows() ? 1 : 1024;

    /// <summary>What macOS documents.</summary>
    public static SystemPorts OfMacOS { get; } = new()
    {
        FirstUnprivileged = 1024,
        Services = [new SystemService(5000, "the AirPlay receiver of macOS"), new SystemService(7000, "the AirPlay receiver of macOS")],
    };

    /// <summary>Reads this system's settings; where reading them is dear or there are none, its documented defaults (<see cref="WindowsPortRanges"/>).</summary>
    /// <param name="folder">The folder with the kernel's settings of IPv4.</param>
    public static SystemPorts Read(string folder = "/proc/sys/net/ipv4")
    {
        if (OperatingSystem.IsMacOS()) return OfMacOS;
        var defaults = new SystemPorts();
        if (!OperatingSystem.IsLinux()) return defaults;
        var ephemeral = ReadOrEmpty(folder, "ip_local_port_range").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new SystemPorts
        {
            Ephemeral = ephemeral is [var first, var last] && PortRange.TryParse($"{first}-{last}", out var range) ? range : new PortRange(32768, 60999),
            Reserved = [.. ReadOrEmpty(folder, "ip_local_reserved_ports").Split(',').Select(r => PortRange.TryParse(r, out var p) ? p : null).OfType<PortRange>()],
            FirstUnprivileged = int.TryParse(ReadOrEmpty(folder, "ip_unprivileged_port_start"), CultureInfo.InvariantCulture, out var start)
                ? start
                : defaults.FirstUnprivileged,
        };
    }

    /// <summary>Whether a port is meant for something else, so that it is not chosen.</summary>
    public bool IsReserved(int port) => Reserved.Any(r => r.Contains(port)) || Services.Any(s => s.Port == port);

    /// <summary>Says in one sentence what a port is meant for; null when it is not reserved.</summary>
    public string? DescribeReservation(int port)
    {
        if (Services.FirstOrDefault(s => s.Port == port) is { } service)
            return $"Port {port} is that of {service.Name}, which holds it while it is switched on; switch it off or choose another port.";
        return IsReserved(port) ? $"The system's settings reserve port {port} (net.ipv4.ip_local_reserved_ports); something else may be meant to have it." : null;
    }

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
