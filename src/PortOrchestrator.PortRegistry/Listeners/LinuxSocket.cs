using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>One line of <c>/proc/net/tcp</c> and its like. Immutable.</summary>
internal sealed record LinuxSocket(IPAddress Address, int Port, int UserId, long Inode)
{
    private const string Listening = "0A";
    private const string Unconnected = "07";

    /// <summary>Reads a line of a socket that waits for peers; false for every other line.</summary>
    public static bool TryParse(string line, PortProtocol protocol, [NotNullWhen(true)] out LinuxSocket? socket)
    {
        socket = null;
        // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode …
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 10 || fields[3] != (protocol == PortProtocol.Udp ? Unconnected : Listening)) return false;
        var colon = fields[1].IndexOf(':');
        if (colon < 0 || TryParseAddress(fields[1].AsSpan(0, colon)) is not { } address) return false;
        if (!int.TryParse(fields[1].AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var port)
            || !int.TryParse(fields[7], CultureInfo.InvariantCulture, out var user)
            || !long.TryParse(fields[9], CultureInfo.InvariantCulture, out var inode)) return false;
        socket = new LinuxSocket(address, port, user, inode);
        return true;
    }

    /// <summary>The kernel prints an address as 32-bit words in the machine's own byte order.</summary>
    private static IPAddress? TryParseAddress(ReadOnlySpan<char> hex)
    {
        if (hex.Length is not (8 or 32)) return null;
        Span<byte> bytes = stackalloc byte[hex.Length / 2];
        for (var i = 0; i < bytes.Length; i += 4)
        {
            if (!uint.TryParse(hex.Slice(i * 2, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var word)) return null;
            if (BitConverter.IsLittleEndian) BinaryPrimitives.WriteUInt32LittleEndian(bytes[i..], word);
            else BinaryPrimitives.WriteUInt32BigEndian(bytes[i..], word);
        }
        return new IPAddress(bytes);
    }
}
