using System.Globalization;
using System.Numerics;
using System.Text;

namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>A verb of a format with its flags, and what it makes of one plain value before padding.</summary>
internal struct GoVerb
{
    public Rune Letter;
    public int? Width;
    public int? Precision;
    public bool IsLeft;
    public bool HasPlus;
    public bool IsSharp;
    public bool HasSpace;
    public bool HasZeros;

    /// <summary>Whether values are written as in Go source (<c>%#v</c>).</summary>
    public bool IsGoSyntax;

    public static GoVerb ReadFlags(string format, ref int i)
    {
        var verb = default(GoVerb);
        for (; i < format.Length; i++)
        {
            switch (format[i])
            {
                case '#': verb.IsSharp = true; break;
                case '0': verb.HasZeros = true; break;
                case '+': verb.HasPlus = true; break;
                case '-': verb.IsLeft = true; break;
                case ' ': verb.HasSpace = true; break;
                default: return verb;
            }
        }

        return verb;
    }

    /// <summary>Whether a number may be filled up with zeros: not infinity, and no whole number with a precision.</summary>
    public readonly bool AllowsZeros(string number) =>
        number.AsSpan().ContainsAnyInRange('0', '9') && Letter.Value != 'U' && (Precision is null || Letter.Value is 'v' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G');

    /// <summary>A text by a verb; null if the verb is not for texts.</summary>
    public static string? Text(GoVerb verb, string value)
    {
        var shown = verb.Precision is { } limit ? Cut(value, limit) : value;
        return verb.Letter.Value switch
        {
            'v' when verb.IsGoSyntax => GoEscape.Quote(shown),
            'v' or 's' => shown,
            'q' when verb.IsSharp && CanStandBetweenBackquotes(shown) => $"`{shown}`",
            'q' => GoEscape.Quote(shown, isAscii: verb.HasPlus),
            'x' or 'X' => Hexadecimal(verb, value),
            _ => null,
        };
    }

    /// <summary>A whole number by a verb; null if the verb is not for them.</summary>
    public static string? Integer(GoVerb verb, long value)
    {
        var magnitude = BigInteger.Abs(value);
        switch (verb.Letter.Value)
        {
            case 'v' or 'd': return WithSign(verb, value < 0, Digits(verb, magnitude.ToString(CultureInfo.InvariantCulture)));
            case 'b': return WithSign(verb, value < 0, (verb.IsSharp ? "0b" : "") + Digits(verb, Binary((ulong)magnitude)));
            case 'o': return WithSign(verb, value < 0, (verb.IsSharp ? "0" : "") + Digits(verb, Octal((ulong)magnitude)));
            case 'O': return WithSign(verb, value < 0, "0o" + Digits(verb, Octal((ulong)magnitude)));
            case 'x': return WithSign(verb, value < 0, (verb.IsSharp ? "0x" : "") + Digits(verb, ((ulong)magnitude).ToString("x", CultureInfo.InvariantCulture)));
            case 'X': return WithSign(verb, value < 0, (verb.IsSharp ? "0X" : "") + Digits(verb, ((ulong)magnitude).ToString("X", CultureInfo.InvariantCulture)));
            case 'c': return Character(value).ToString();
            case 'q': return GoEscape.QuoteCharacter(Character(value), isAscii: verb.HasPlus);
            case 'U': return "U+" + value.ToString("X4", CultureInfo.InvariantCulture) + (verb.IsSharp ? $" '{Character(value)}'" : "");
            default: return null;
        }
    }

    /// <summary>A fraction by a verb; null if the verb is not for them.</summary>
    public static string? Number(GoVerb verb, double value)
    {
        var letter = verb.Letter.Value;
        if (letter is not ('v' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G')) return null;
        var isUpper = letter is 'E' or 'G';
        var style = letter is 'v' or 'G' ? 'g' : (char)(letter | 0x20);
        var digits = double.IsNaN(value) ? "NaN"
            : double.IsInfinity(value) ? "Inf"
            : GoFloat.Format(Math.Abs(value), style, verb.Precision ?? (style == 'g' ? null : 6));
        if (double.IsNaN(value) && !verb.HasPlus && !verb.HasSpace) return digits;
        if (double.IsPositiveInfinity(value) && !verb.HasSpace) return "+Inf";
        return WithSign(verb, double.IsNegative(value), isUpper ? digits.Replace('e', 'E') : digits);
    }

    private static bool CanStandBetweenBackquotes(string text) => text.All(c => c is '\t' or >= ' ' and not ('`' or '\u007F' or '\uFEFF'));

    private static string WithSign(GoVerb verb, bool isNegative, string digits) =>
        (isNegative ? "-" : verb.HasPlus ? "+" : verb.HasSpace ? " " : "") + digits;

    private static string Digits(GoVerb verb, string digits) =>
        verb.Precision is not { } precision ? digits : precision == 0 && digits == "0" ? "" : digits.PadLeft(precision, '0');

    private static string Binary(ulong value) => value == 0 ? "0" : Convert.ToString(unchecked((long)value), 2);

    private static string Octal(ulong value) => Convert.ToString(unchecked((long)value), 8);

    private static Rune Character(long value) => value is >= 0 and <= 0x10FFFF && Rune.IsValid((int)value) ? new Rune((int)value) : Rune.ReplacementChar;

    private static string Cut(string value, int limit)
    {
        var end = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            if (limit-- <= 0) break;
            end += rune.Utf16SequenceLength;
        }

        return value[..Math.Min(end, value.Length)];
    }

    private static string Hexadecimal(GoVerb verb, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value).AsSpan();
        if (verb.Precision < bytes.Length) bytes = bytes[..verb.Precision.Value];
        var prefix = verb.Letter.Value == 'x' ? "0x" : "0X";
        var result = new StringBuilder(bytes.Length * 2);
        if (verb.IsSharp && bytes.Length > 0) result.Append(prefix);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0 && verb.HasSpace) result.Append(' ').Append(verb.IsSharp ? prefix : "");
            result.Append(bytes[i].ToString(verb.Letter.Value == 'x' ? "x2" : "X2", CultureInfo.InvariantCulture));
        }

        return result.ToString();
    }
}
