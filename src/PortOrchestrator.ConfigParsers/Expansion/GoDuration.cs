using System.Diagnostics.CodeAnalysis;

namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>Reads durations as Go's <c>time.ParseDuration</c> writes them: <c>1h30m</c>, <c>-1.5s</c>, <c>300ms</c>, <c>2µs</c>, <c>0</c>.</summary>
internal static class GoDuration
{
    private const ulong Limit = 1UL << 63;
    private const string TooLong = "the duration is longer than the 292 years that can be told";

    /// <summary>Reads a duration.</summary>
    /// <param name="text">Numbers with a unit each (ns, us, µs, ms, s, m, h), an optional sign before them all; no blanks.</param>
    /// <param name="value">The duration; what is finer than 100 ns is cut off.</param>
    /// <param name="problem">What is wrong with the text, if it was refused.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan value, [NotNullWhen(false)] out string? problem)
    {
        value = default;
        problem = Read(text, out var nanoseconds);
        if (problem is not null) return false;
        value = TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
        return true;
    }

    private static string? Read(ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        var rest = text;
        var isNegative = rest.StartsWith("-");
        if (isNegative || rest.StartsWith("+")) rest = rest[1..];
        if (rest.SequenceEqual("0")) return null;
        if (rest.IsEmpty) return "a duration is missing; write it like 1h30m, 10s or 300ms";

        var sum = 0UL;
        while (!rest.IsEmpty)
        {
            if (ReadPart(ref rest, ref sum) is { } problem) return problem;
        }

        if (!isNegative && sum == Limit) return TooLong;
        nanoseconds = isNegative ? unchecked(-(long)sum) : (long)sum;
        return null;
    }

    private static string? ReadPart(ref ReadOnlySpan<char> rest, ref ulong sum)
    {
        var whole = 0UL;
        var digits = 0;
        for (; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++)
        {
            if (whole > Limit / 10) return TooLong;
            whole = whole * 10 + (ulong)(rest[digits] - '0');
            if (whole > Limit) return TooLong;
        }

        var hasDigits = digits > 0;
        rest = rest[digits..];
        var (fraction, scale) = (0UL, 1d);
        if (rest.StartsWith("."))
        {
            var i = 1;
            for (; i < rest.Length && char.IsAsciiDigit(rest[i]); i++)
            {
                // Digits beyond what 63 bits hold change nothing that a nanosecond could show.
                if (fraction > (Limit - 10) / 10) continue;
                fraction = fraction * 10 + (ulong)(rest[i] - '0');
                scale *= 10;
            }

            hasDigits |= i > 1;
            rest = rest[i..];
        }

        if (!hasDigits) return "a duration is a number with a unit, like 1h30m, 10s or 300ms";
        var length = 0;
        while (length < rest.Length && rest[length] != '.' && !char.IsAsciiDigit(rest[length])) length++;
        var unit = rest[..length];
        rest = rest[length..];
        if (unit.IsEmpty) return "the unit is missing; write ns, us, ms, s, m or h after the number";
        if (UnitOf(unit) is not { } factor) return $"'{Excerpt.Of(unit)}' is no unit of time; write ns, us, ms, s, m or h";
        if (whole > Limit / factor) return TooLong;
        whole = whole * factor + (ulong)(fraction * (factor / scale));
        if (whole > Limit || sum > Limit - whole) return TooLong;
        sum += whole;
        return null;
    }

    private static ulong? UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 1,
        "us" or "\u00B5s" or "\u03BCs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => null,
    };
}
