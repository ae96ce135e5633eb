using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.Probes.Network;

internal sealed record HostTarget(string Host, int Port)
{
    public static HostTarget Parse(string text)
    {
        var rest = text.StartsWith("tcp://", StringComparison.OrdinalIgnoreCase) ? text[6..] : text;
        rest = rest.TrimEnd('/');
        var colon = rest.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            throw new ArgumentException($"'{text}' is not host:port with a port from 1 to 65535");
        }

        return new HostTarget(rest[..colon].Trim('[', ']'), port);
    }

    // Services listen on either family for "localhost", so both are meant.
    public async ValueTask<IPEndPoint[]> ResolveAsync(CancellationToken cancellationToken)
    {
        if (Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            return Socket.OSSupportsIPv6 ? [new(IPAddress.IPv6Loopback, Port), new(IPAddress.Loopback, Port)] : [new(IPAddress.Loopback, Port)];
        }

        if (IPAddress.TryParse(Host, out var address)) return [new(Reachable(address), Port)];
        var addresses = await Dns.GetHostAddressesAsync(Host, cancellationToken).ConfigureAwait(false);
        return [.. addresses.Select(a => new IPEndPoint(a, Port))];
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    // One listens on the any-address but connects to loopback.
    private static IPAddress Reachable(IPAddress address) =>
        address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
}
