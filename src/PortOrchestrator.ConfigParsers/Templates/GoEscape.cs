using System.Globalization;
using System.Text;

namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Escapes text as Go's template functions and its <c>strconv.Quote</c> do.</summary>
internal static class GoEscape
{
    public static void Html(TemplateOutput output, string text)
    {
        foreach (var c in text)
        {
            output.Append(c switch { '\0' => "\uFFFD", '"' => "&#34;", '\'' => "&#39;", '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => [c] });
        }
    }

    public static void JavaScript(TemplateOutput output, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\\' or '\'' or '"') output.Append("\\" + rune);
            else if (rune.Value is '<' or '>' or '&' or '=' || rune.Value < ' ' || (!rune.IsAscii && !IsPrintable(rune))) output.Append($"\\u{rune.Value:X4}");
            else output.Append(rune.ToString());
        }
    }

    public static void UrlQuery(TemplateOutput output, string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~') output.Append((char)b);
            else if (b == ' ') output.Append('+');
            else output.Append($"%{b:X2}");
        }
    }

    /// <summary>A text as a string literal of Go.</summary>
    public static string Quote(string text, bool isAscii = false)
    {
        var result = new StringBuilder("\"", text.Length + 2);
        foreach (var rune in text.EnumerateRunes()) AppendEscaped(result, rune, '"', isAscii);
        return result.Append('"').ToString();
    }

    /// <summary>A character as a literal of Go.</summary>
    public static string QuoteCharacter(Rune rune, bool isAscii)
    {
        var result = new StringBuilder("'");
        AppendEscaped(result, rune, '\'', isAscii);
        return result.Append('\'').ToString();
    }

    private static void AppendEscaped(StringBuilder result, Rune rune, char quote, bool isAscii)
    {
        var simple = "\a\b\f\n\r\t\v\\".IndexOf(rune.ToString(), StringComparison.Ordinal);
        if (rune.Value == quote) result.Append('\\').Append(quote);
        else if (simple >= 0) result.Append('\\').Append(@"abfnrtv\"[simple]);
        else if (IsPrintable(rune) && (rune.IsAscii || !isAscii)) result.Append(rune.ToString());
        else if (rune.IsAscii) result.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
        else if (rune.IsBmp) result.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        else result.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
