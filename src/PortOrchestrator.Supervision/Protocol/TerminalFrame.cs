using System.Buffers.Binary;

namespace PortOrchestrator.Supervision.Protocol;

/// <summary>
/// A piece of what goes over the stream of an attached terminal, in both directions: one byte that says what it is, the length of the content in
/// four bytes, the highest first, and the content. Immutable.
/// </summary>
internal readonly record struct TerminalFrame(TerminalFrameKind Kind, ReadOnlyMemory<byte> Content)
{
    /// <summary>The name of the protocol in the <c>Upgrade</c> header.</summary>
    public const string Protocol = "portorch-terminal";

    private const int HeaderLength = 5;
    private const int LongestContent = 256 * 1024;

    public static TerminalFrame Size(Terminals.TerminalSize size)
    {
        var content = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(content, (ushort)size.Columns);
        BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(2), (ushort)size.Rows);
        return new TerminalFrame(TerminalFrameKind.Size, content);
    }

    public static TerminalFrame Taken(long count)
    {
        var content = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(content, count);
        return new TerminalFrame(TerminalFrameKind.Taken, content);
    }

    /// <summary>The count that a frame of that kind tells; null when it tells none.</summary>
    public long? ToCount() => Content.Length == sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(Content.Span) : null;

    /// <summary>The size that a frame of that kind tells; null when it tells none.</summary>
    public Terminals.TerminalSize? ToSize() => Content.Length == 4
        ? new(BinaryPrimitives.ReadUInt16BigEndian(Content.Span), BinaryPrimitives.ReadUInt16BigEndian(Content.Span[2..]))
        : null;

    /// <summary>The next frame; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">What comes is no frame.</exception>
    public static async Task<TerminalFrame?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        var read = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < HeaderLength) return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (length > LongestContent) throw new InvalidDataException($"A frame of {length} bytes is longer than {LongestContent}.");
        var content = new byte[length];
        read = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return read < content.Length ? null : new TerminalFrame((TerminalFrameKind)header[0], content);
    }

    /// <summary>Writes the frame at once. For one writer at a time.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new byte[HeaderLength + Content.Length];
        bytes[0] = (byte)Kind;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), (uint)Content.Length);
        Content.CopyTo(bytes.AsMemory(HeaderLength));
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
