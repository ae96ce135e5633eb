using System.Globalization;
using System.Text;

namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Literals as Go's language specification writes them.</summary>
internal static class GoLiteral
{
    /// <summary>Reads a whole number (decimal, <c>0x</c>, <c>0o</c>, <c>0</c>, <c>0b</c>, with underscores) or a decimal fraction.</summary>
    public static TemplateValue Number(ReadOnlySpan<char> text, out string? problem)
    {
        problem = null;
        var digits = text.ToString().Replace("_", "", StringComparison.Ordinal);
        var isNegative = digits.StartsWith('-');
        var unsigned = isNegative || digits.StartsWith('+') ? digits[1..] : digits;
        var isDecimal = unsigned.Length > 0 && unsigned.All(char.IsAsciiDigit) && (unsigned.Length == 1 || unsigned[0] != '0');
        if (isDecimal)
        {
            if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return TemplateValue.Of(value);
            problem = $"the number {Excerpt.Of(text)} is too large";
        }
        else if (TryPrefixed(unsigned, out var magnitude) && magnitude <= (ulong)long.MaxValue + (isNegative ? 1UL : 0UL))
        {
            return TemplateValue.Of(isNegative ? unchecked(-(long)magnitude) : (long)magnitude);
        }
        else if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return TemplateValue.Of(number);
        }
        else
        {
            problem = $"'{Excerpt.Of(text)}' is no number";
        }

        return default;
    }

    /// <summary>Resolves the escapes between quotes; null if one is not known.</summary>
    public static string? Unquote(string content, char quote)
    {
        if (!content.Contains('\\', StringComparison.Ordinal)) return content;
        var result = new StringBuilder(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] != '\\')
            {
                result.Append(content[i]);
                continue;
            }

            if (++i >= content.Length) return null;
            var simple = "abfnrtv\\".IndexOf(content[i], StringComparison.Ordinal);
            if (simple >= 0 || content[i] == quote)
            {
                result.Append(simple >= 0 ? "\a\b\f\n\r\t\v\\"[simple] : quote);
                continue;
            }

            if (Coded(content, ref i) is not { } rune) return null;
            result.Append(rune.ToString());
        }

        return result.ToString();
    }

    private static Rune? Coded(string content, ref int i)
    {
        // A byte above 127 would be half a character here, where text is not bytes.
        var (length, start, style, limit) = content[i] switch
        {
            'x' => (2, i + 1, NumberStyles.AllowHexSpecifier, 0x7F),
            'u' => (4, i + 1, NumberStyles.AllowHexSpecifier, 0xFFFF),
            'U' => (8, i + 1, NumberStyles.AllowHexSpecifier, 0x10FFFF),
            >= '0' and <= '7' => (3, i, NumberStyles.None, 0x7F),
            _ => (0, 0, NumberStyles.None, 0),
        };
        if (length == 0 || start + length > content.Length) return null;
        var digits = content.AsSpan(start, length);
        i = start + length - 1;
        uint code;
        if (style == NumberStyles.None)
        {
            if (digits.IndexOfAnyExceptInRange('0', '7') >= 0) return null;
            code = (uint)((digits[0] - '0') * 64 + (digits[1] - '0') * 8 + (digits[2] - '0'));
        }
        else if (!uint.TryParse(digits, style, CultureInfo.InvariantCulture, out code))
        {
            return null;
        }

        return code <= limit && Rune.IsValid(code) ? new Rune(code) : null;
    }

    private static bool TryPrefixed(string digits, out ulong value)
    {
        value = 0;
        if (digits.Length < 2 || digits[0] != '0') return false;
        var (radix, start) = digits[1] switch
        {
            'x' or 'X' => (16, 2),
            'b' or 'B' => (2, 2),
            'o' or 'O' => (8, 2),
            _ => (8, 1),
        };
        if (start == digits.Length) return false;
        foreach (var c in digits.AsSpan(start))
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 16;
            if (digit >= radix || value > (ulong.MaxValue - (ulong)digit) / (ulong)radix) return false;
            value = value * (ulong)radix + (ulong)digit;
        }

        return true;
    }
}
