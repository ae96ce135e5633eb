using System.Globalization;
using System.Text;

namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Writes fractions as Go's <c>strconv.FormatFloat</c>: shortest, or rounded half to even from the exact value.</summary>
internal static class GoFloat
{
    /// <summary>How many digits the exact value of a number has after the point.</summary>
    public static int ExactDigits(double value) => double.IsFinite(value) && value != 0 ? Math.Clamp(52 - Math.ILogB(value), 0, 1074) : 0;

    /// <summary>Writes a number.</summary>
    /// <param name="value">A number that is finite and not negative.</param>
    /// <param name="style">'e' (1.5e+03), 'f' (1500.00) or 'g' (the shorter one).</param>
    /// <param name="precision">Digits after the point, for 'g' digits that count; null for as many as the number needs.</param>
    public static string Format(double value, char style, int? precision)
    {
        var (digits, point) = precision is null ? Shortest(value) : Exact(value);
        switch (style)
        {
            case 'f':
                if (precision is { } fraction) (digits, point) = Round(digits, point, point + fraction);
                return Fixed(digits, point, precision ?? Math.Max(digits.Length - point, 0));
            case 'e':
                if (precision is { } rest) (digits, point) = Round(digits, point, rest + 1);
                return Exponential(digits, point, precision ?? Math.Max(digits.Length - 1, 0));
        }

        if (precision is { } significant) (digits, point) = Round(digits, point, Math.Max(significant, 1));
        var threshold = precision is { } limit ? limit > digits.Length && digits.Length >= point ? digits.Length : Math.Max(limit, 1) : 6;
        return point - 1 < -4 || point - 1 >= threshold
            ? Exponential(digits, point, Math.Max(digits.Length - 1, 0))
            : Fixed(digits, point, Math.Max(digits.Length - point, 0));
    }

    /// <summary>The digits without zeros at either end, and where the point stands among them.</summary>
    private static (string Digits, int Point) Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var (digits, point) = Trim(e < 0 ? text : text[..e]);
        return (digits, e < 0 ? point : point + int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private static (string Digits, int Point) Exact(double value) =>
        Trim(value.ToString(FormattableString.Invariant($"F{ExactDigits(value)}"), CultureInfo.InvariantCulture));

    private static (string Digits, int Point) Trim(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? text : text[..dot];
        var all = dot < 0 ? text : whole + text[(dot + 1)..];
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return digits.Length == 0 ? ("", 0) : (digits, whole.Length - leading);
    }

    private static (string Digits, int Point) Round(string digits, int point, int count)
    {
        if (count >= digits.Length) return (digits, point);
        if (count < 0) return ("", 0);
        var isUp = digits[count] > '5' || (digits[count] == '5' && (digits.Length > count + 1 || (count > 0 && (digits[count - 1] - '0') % 2 == 1)));
        var kept = digits[..count];
        if (!isUp)
        {
            kept = kept.TrimEnd('0');
            return kept.Length == 0 ? ("", 0) : (kept, point);
        }

        kept = kept.TrimEnd('9');
        return kept.Length == 0 ? ("1", point + 1) : (kept[..^1] + (char)(kept[^1] + 1), point);
    }

    private static string Fixed(string digits, int point, int fraction)
    {
        var result = new StringBuilder();
        if (point <= 0) result.Append('0');
        else result.Append(digits.AsSpan(0, Math.Min(point, digits.Length))).Append('0', Math.Max(point - digits.Length, 0));
        if (fraction > 0) result.Append('.');
        for (var i = point; i < point + fraction; i++) result.Append(i >= 0 && i < digits.Length ? digits[i] : '0');
        return result.ToString();
    }

    private static string Exponential(string digits, int point, int fraction)
    {
        var exponent = digits.Length == 0 ? 0 : point - 1;
        var result = new StringBuilder().Append(digits.Length > 0 ? digits[0] : '0');
        if (fraction > 0) result.Append('.');
        for (var i = 1; i <= fraction; i++) result.Append(i < digits.Length ? digits[i] : '0');
        result.Append('e').Append(exponent < 0 ? '-' : '+');
        return result.Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)).ToString();
    }
}
