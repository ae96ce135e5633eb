using System.Globalization;
using System.Text;

namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>What a reference does with a variable's value.</summary>
internal static class ExpansionFunctions
{
    /// <summary>The number of characters (code points).</summary>
    public static string Length(string value) => CountOf(value).ToString(CultureInfo.InvariantCulture);

    public static string Case(string value, bool isUpper, bool isAll)
    {
        if (isAll) return isUpper ? value.ToUpperInvariant() : value.ToLowerInvariant();
        if (value.Length == 0 || !Rune.TryGetRuneAt(value, 0, out var first)) return value;
        var changed = isUpper ? Rune.ToUpperInvariant(first) : Rune.ToLowerInvariant(first);
        return changed.ToString() + value[first.Utf16SequenceLength..];
    }

    /// <summary>The characters from a position, which counts from the end if it is negative; a negative length leaves out so many at the end. What is no number changes nothing.</summary>
    public static string Substring(string value, string start, string? length)
    {
        if (!TryNumber(start, out var from)) return value;
        var count = CountOf(value);
        from = Math.Clamp(from < 0 ? count + from : from, 0, count);
        var to = (long)count;
        if (length is not null)
        {
            if (!TryNumber(length, out var wanted)) return value;
            to = Math.Clamp(wanted < 0 ? count + wanted : from + wanted, from, count);
        }

        var first = IndexOf(value, 0, from);
        return value[first..IndexOf(value, first, to - from)];
    }

    /// <summary>Replaces a piece of text: every one ('/'), one at the beginning ('#'), one at the end ('%'), else the first.</summary>
    public static void Replace(ExpansionOutput output, ExpansionBudget budget, string value, char kind, string piece, string replacement)
    {
        switch (kind)
        {
            case '#' when value.StartsWith(piece, StringComparison.Ordinal):
                output.Append(replacement);
                output.Append(value.AsSpan(piece.Length));
                return;
            case '%' when value.EndsWith(piece, StringComparison.Ordinal):
                output.Append(value.AsSpan(0, value.Length - piece.Length));
                output.Append(replacement);
                return;
            case '#' or '%':
                output.Append(value);
                return;
        }

        if (!budget.TakeWork(value.Length)) return;
        var rest = value.AsSpan();
        while (!budget.IsSpent && rest.IndexOf(piece, StringComparison.Ordinal) is var at and >= 0)
        {
            output.Append(rest[..at]);
            output.Append(replacement);
            rest = rest[(at + piece.Length)..];
            if (kind != '/') break;
        }

        output.Append(rest);
    }

    /// <summary>Cuts off what a pattern matches at the beginning or the end: the most, or the least that is not nothing.</summary>
    public static string Remove(ExpansionBudget budget, string value, string pattern, bool isPrefix, bool isLongest)
    {
        if (!budget.TakeWork(((long)value.Length + 1) * (pattern.Length + 1)) || GlobPattern.Parse(pattern) is not { } glob) return value;
        var length = glob.MatchLength(value, isPrefix, isLongest);
        return isPrefix ? value[length..] : value[..^length];
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number is > int.MinValue and < int.MaxValue;

    private static int CountOf(string value)
    {
        var count = value.Length;
        for (var i = 1; i < value.Length; i++)
        {
            if (char.IsSurrogatePair(value[i - 1], value[i])) count--;
        }

        return count;
    }

    private static int IndexOf(string value, int index, long characters)
    {
        for (; characters > 0 && index < value.Length; characters--) index += char.IsSurrogatePair(value, index) ? 2 : 1;
        return index;
    }
}
