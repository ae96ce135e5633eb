using System.Buffers;
using System.Text;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Cuts bytes into lines. Bytes that are not UTF-8 become U+FFFD; a line of more than 1 MiB is cut there, between two letters.</summary>
internal sealed class LineSplitter
{
    public const int LongestLine = 1024 * 1024;

    private const int LongestLetter = 4;

    private readonly ArrayBufferWriter<byte> _rest = new();
    private long _end;

    public void Add(ReadOnlySpan<byte> bytes, long offset, List<SplitLine> lines)
    {
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            var room = LongestLine - _rest.WrittenCount;
            if (part.Length > room)
            {
                _rest.Write(part[..room]);
                offset += room;
                lines.Add(Cut(offset));
                bytes = bytes[room..];
                continue;
            }

            if (end >= 0 && _rest.WrittenCount == 0)
            {
                // Nearly all lines are whole.
                offset += end + 1;
                lines.Add(new SplitLine(Text(part), offset));
                bytes = bytes[(end + 1)..];
                continue;
            }

            _rest.Write(part);
            offset += part.Length;
            _end = offset;
            if (end < 0) return;
            lines.Add(Take(++offset));
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>The last line when it has no end; null when there is none.</summary>
    public SplitLine? Flush() => _rest.WrittenCount == 0 ? null : Take(_end);

    private SplitLine Take(long end)
    {
        var text = Text(_rest.WrittenSpan);
        _rest.ResetWrittenCount();
        return new SplitLine(text, end);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.EndsWith("\r"u8) ? bytes[..^1] : bytes);

    // What is there of a letter begins the next piece.
    private SplitLine Cut(long end)
    {
        var open = OpenLetter(_rest.WrittenSpan);
        Span<byte> next = stackalloc byte[LongestLetter];
        _rest.WrittenSpan[^open..].CopyTo(next);
        var text = Encoding.UTF8.GetString(_rest.WrittenSpan[..^open]);
        _rest.ResetWrittenCount();
        _rest.Write(next[..open]);
        return new SplitLine(text, end - open);
    }

    private static int OpenLetter(ReadOnlySpan<byte> bytes)
    {
        for (var i = 1; i < LongestLetter; i++)
        {
            var first = bytes[^i];
            if ((first & 0xC0) == 0x80) continue;
            var length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
            return length > i ? i : 0;
        }

        return 0;
    }
}
