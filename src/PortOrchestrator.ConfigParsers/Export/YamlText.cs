using System.Globalization;
using System.Text;

namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Writes a text as a YAML scalar that every reader takes for this very text.</summary>
internal static class YamlText
{
    // The words that version 1.1 or 1.2 takes for something else than a text.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf", "<<",
    };

    /// <summary>The text on one line: as it is if nothing can mistake it, else in quotes.</summary>
    public static string Inline(string text) => IsPlain(text) ? text : Quote(text);

    /// <summary>A key; in quotes if it has more than letters, digits and what names are made of, since readers differ about the rest.</summary>
    public static string Key(string text) => IsPlain(text) && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/') ? text : Quote(text);

    /// <summary>The lines of a text for a block that keeps them; null if it has but one line, or characters that a block cannot keep.</summary>
    public static string[]? Lines(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) || char.IsWhiteSpace(text[0])) return null;
        foreach (var c in text)
        {
            if (c != '\n' && c != '\t' && MustBeEscaped(c)) return null;
        }

        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        return Array.Exists(lines, line => line.Length > 0 && string.IsNullOrWhiteSpace(line)) ? null : lines;
    }

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || text[0] == ' ' || text[^1] is ' ' or ':' || Words.Contains(text)) return false;

        // What begins like a number, a sign or a dot may be one, a date or a time; it is not worth to know which.
        var isPath = text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("../", StringComparison.Ordinal);
        if (char.IsAsciiDigit(text[0]) || (text[0] == '.' && !isPath) || "-+?:,[]{}#&*!|>'\"%@`~=<".Contains(text[0], StringComparison.Ordinal)) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (MustBeEscaped(text[i])) return false;
            if (text[i] == ':' && text[i + 1] == ' ') return false;
            if (text[i] == '#' && text[i - 1] == ' ') return false;
        }

        return true;
    }

    private static string Quote(string text)
    {
        var result = new StringBuilder("\"", text.Length + 2);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"': result.Append("\\\""); break;
                case '\\': result.Append("\\\\"); break;
                case '\n': result.Append("\\n"); break;
                case '\r': result.Append("\\r"); break;
                case '\t': result.Append("\\t"); break;
                default:
                    if (rune.IsBmp && MustBeEscaped((char)rune.Value)) result.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
                    else result.Append(rune.ToString());
                    break;
            }
        }

        return result.Append('"').ToString();
    }

    // Half a surrogate pair is no character; the quotes make U+FFFD of it.
    private static bool MustBeEscaped(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
