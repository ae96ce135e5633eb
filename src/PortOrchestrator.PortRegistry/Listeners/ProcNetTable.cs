using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>The socket tables as text, <c>/proc/net/tcp</c> and its like. With many connections they are long, so lines are read as bytes, where they lie.</summary>
internal static class ProcNetTable
{
    private const int BufferSize = 32 * 1024;

    /// <summary>Reads the sockets that the filter wants.</summary>
    public static void Read(SocketFilter filter, List<LinuxSocket> found, string folder = "/proc/net")
    {
        var name = filter.Protocol == PortProtocol.Udp ? "udp" : "tcp";
        ReadFile(Path.Combine(folder, name), filter, found);
        // Without IPv6 there is no second file.
        ReadFile(Path.Combine(folder, name + "6"), filter, found);
    }

    /// <summary>Reads a line of a socket that the filter wants; null for every other line.</summary>
    public static LinuxSocket? Parse(ReadOnlySpan<byte> line, SocketFilter filter)
    {
        // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode …
        Next(ref line);
        var local = Next(ref line);
        Next(ref line);
        if (!TryHex(Next(ref line), out var state) || state != filter.State) return null;
        var colon = local.IndexOf((byte)':');
        if (colon < 0 || !TryHex(local[(colon + 1)..], out var port) || !filter.Wants((int)port)) return null;
        for (var skipped = 0; skipped < 3; skipped++) Next(ref line);
        if (!Utf8Parser.TryParse(Next(ref line), out int user, out _)) return null;
        Next(ref line);
        if (!Utf8Parser.TryParse(Next(ref line), out long inode, out _)) return null;
        return ParseAddress(local[..colon]) is { } address ? new LinuxSocket(address, (int)port, user, inode) : null;
    }

    private static void ReadFile(string path, SocketFilter filter, List<LinuxSocket> found)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var file = File.OpenHandle(path);
            var (length, offset) = (0, 0L);
            while (RandomAccess.Read(file, buffer.AsSpan(length), offset) is > 0 and var read)
            {
                (length, offset) = (length + read, offset + read);
                var rest = buffer.AsSpan(0, length);
                while (rest.IndexOf((byte)'\n') is >= 0 and var end)
                {
                    if (Parse(rest[..end], filter) is { } socket) found.Add(socket);
                    rest = rest[(end + 1)..];
                }
                rest.CopyTo(buffer);
                length = rest.Length;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is not known.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> line)
    {
        line = line.TrimStart((byte)' ');
        var end = line.IndexOf((byte)' ');
        var word = end < 0 ? line : line[..end];
        line = line[word.Length..];
        return word;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, out uint number) =>
        Utf8Parser.TryParse(text, out number, out var length, 'X') && length == text.Length;

    /// <summary>The kernel prints an address as 32-bit words in the machine's own byte order.</summary>
    private static IPAddress? ParseAddress(ReadOnlySpan<byte> hex)
    {
        if (hex.Length is not (8 or 32)) return null;
        Span<byte> bytes = stackalloc byte[hex.Length / 2];
        for (var i = 0; i < bytes.Length; i += 4)
        {
            if (!TryHex(hex.Slice(i * 2, 8), out var word)) return null;
            if (BitConverter.IsLittleEndian) BinaryPrimitives.WriteUInt32LittleEndian(bytes[i..], word);
            else BinaryPrimitives.WriteUInt32BigEndian(bytes[i..], word);
        }
        return new IPAddress(bytes);
    }
}
