namespace PortOrchestrator.Hooks.Json;

/// <summary>What stands between the values of a JSON text: blanks, comments and commas.</summary>
internal static class JsonTrivia
{
    /// <summary>The offset behind the last comment or comma of a stretch; its beginning when there is none.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="from">Where the stretch begins, behind a value or an opening bracket.</param>
    /// <param name="to">The offset of the closing bracket.</param>
    /// <param name="comma">The offset of the comma of the stretch; -1 when there is none.</param>
    public static int EndOf(ReadOnlySpan<byte> bytes, int from, int to, out int comma)
    {
        var end = from;
        comma = -1;
        for (var i = from; i < to;)
        {
            if (IsBlank(bytes[i]))
            {
                i++;
                continue;
            }

            if (bytes[i] == ',') comma = i;
            i = bytes[i] == '/' ? EndOfComment(bytes, i, to) : i + 1;
            end = i;
        }

        return end;
    }

    /// <summary>The offset of the blanks that stand before a value, less the line end that a comment needs to have an end.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="from">Where the stretch before the value begins, behind another value or an opening bracket.</param>
    /// <param name="value">The offset of the value.</param>
    public static int BlanksBefore(ReadOnlySpan<byte> bytes, int from, int value)
    {
        var blanks = EndOf(bytes, from, value, out _);
        if (!EndsInLineComment(bytes, from, blanks)) return blanks;
        var feed = bytes[blanks..value].IndexOf((byte)'\n');
        return blanks + feed + 1;
    }

    public static bool IsBlank(byte octet) => octet is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static bool EndsInLineComment(ReadOnlySpan<byte> bytes, int from, int to)
    {
        for (var i = from; i < to;)
        {
            if (bytes[i] != '/')
            {
                i++;
                continue;
            }

            var end = EndOfComment(bytes, i, to);
            if (end == to && bytes[i + 1] == '/') return true;
            i = end;
        }

        return false;
    }

    private static int EndOfComment(ReadOnlySpan<byte> bytes, int start, int to)
    {
        if (bytes[start + 1] == '*') return start + 2 + bytes[(start + 2)..].IndexOf("*/"u8) + 2;
        var length = bytes[start..to].IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? to : start + length;
    }
}
