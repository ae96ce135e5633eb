using System.Globalization;
using System.Text;

namespace PortOrchestrator.Engines;

/// <summary>Writes the Compose file that publishes ports elsewhere than the user's files say.</summary>
internal static class ComposeOverride
{
    /// <summary>The text of the file; null when nothing is to be changed.</summary>
    /// <param name="services">By Compose service: all its published ports, with the numbers they get; without a number Docker chooses.</param>
    public static string? Write(IReadOnlyDictionary<string, IReadOnlyList<(ComposePort Port, int? Number)>> services)
    {
        if (services.Count == 0) return null;
        var text = new StringBuilder("# Written by portorch at every start; changes are lost.\nservices:\n");
        foreach (var (service, ports) in services.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"  \"{service}\":\n    ports: !override\n");
            foreach (var (port, number) in ports)
            {
                text.Append(CultureInfo.InvariantCulture, $"      - target: {port.Target}\n");
                if (number is { } published) text.Append(CultureInfo.InvariantCulture, $"        published: \"{published}\"\n");
                if (port.HostAddress is { } address) text.Append(CultureInfo.InvariantCulture, $"        host_ip: \"{address}\"\n");
                text.Append(CultureInfo.InvariantCulture, $"        protocol: {(port.Protocol == PortProtocol.Tcp ? "tcp" : "udp")}\n");
            }
        }

        return text.ToString();
    }
}
