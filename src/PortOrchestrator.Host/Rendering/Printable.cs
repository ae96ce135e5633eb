using System.Text;

namespace PortOrchestrator.Host.Rendering;

/// <summary>Text of others made safe to show.</summary>
internal static class Printable
{
    /// <summary>A line without the control characters that would move the cursor; colours (SGR sequences) are closed at its end.</summary>
    public static string Line(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal)) return text;
        var safe = new StringBuilder(text.Length);
        var coloured = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\e')
            {
                if (text[i] == '\t' || !char.IsControl(text[i])) safe.Append(text[i]);
                continue;
            }

            var end = EndOfSequence(text, i);
            if (end > i && text[end] == 'm')
            {
                safe.Append(text, i, end - i + 1);
                coloured = true;
            }

            i = end;
        }

        return coloured ? safe.Append("\e[0m").ToString() : safe.ToString();
    }

    /// <summary>A line without any escape sequence.</summary>
    public static string Plain(string text)
    {
        if (!text.Contains('\e', StringComparison.Ordinal)) return Line(text);
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\e') i = EndOfSequence(text, i);
            else plain.Append(text[i]);
        }

        return Line(plain.ToString());
    }

    // The index of the last character of the escape sequence that begins at an index: CSI up to its final byte, OSC up to BEL or ST, else two characters.
    private static int EndOfSequence(string text, int start)
    {
        if (start + 1 >= text.Length) return start;
        var i = start + 2;
        switch (text[start + 1])
        {
            case '[':
                while (i < text.Length && text[i] is < '@' or > '~') i++;
                return Math.Min(i, text.Length - 1);
            case ']':
                while (i < text.Length && text[i] != '\a' && !(text[i] == '\\' && text[i - 1] == '\e')) i++;
                return Math.Min(i, text.Length - 1);
            default:
                return start + 1;
        }
    }
}
