using System.Globalization;
using System.Text.RegularExpressions;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Host.CommandLine;

/// <summary>Turns the text of options and arguments into values, or says what is wrong with it.</summary>
internal static class ArgumentReader
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    public static TimeSpan? Seconds(this ParsedArguments arguments, OptionSpec option)
    {
        if (arguments.Value(option) is not { } text) return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 864_000
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong(option, text, "a number of seconds above 0, such as 30 or 0.5");
    }

    public static int? Port(this ParsedArguments arguments, OptionSpec option) =>
        arguments.Value(option) is { } text ? ParsePort(text, option.Name) : null;

    public static int ParsePort(string text, string name) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port
            : throw new UsageException($"'{text}' is not a port for {name}: a number from 1 to 65535 is needed.");

    public static int? Count(this ParsedArguments arguments, OptionSpec option)
    {
        if (arguments.Value(option) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw Wrong(option, text, "a whole number, 0 or more");
    }

    public static PortRange? Range(this ParsedArguments arguments, OptionSpec option)
    {
        if (arguments.Value(option) is not { } text) return null;
        return PortRange.TryParse(text, out var range) ? range : throw Wrong(option, text, "a range of ports such as 20000-20999");
    }

    /// <summary>The lowest and highest tier; 0 and 3 when the option was not given.</summary>
    public static (int First, int Last) Tiers(this ParsedArguments arguments, OptionSpec option)
    {
        if (arguments.Value(option) is not { } text) return (0, 3);
        var parts = text.Split('-');
        if (parts.Length <= 2 && Tier(parts[0]) is { } first && Tier(parts[^1]) is { } last && first <= last) return (first, last);
        throw Wrong(option, text, "a tier from 0 to 3, or two as A-B");

        static int? Tier(string part) => part is [>= '0' and <= '3'] ? part[0] - '0' : null;
    }

    public static T Choice<T>(this ParsedArguments arguments, OptionSpec option, T fallback) where T : struct, Enum
    {
        if (arguments.Value(option) is not { } text) return fallback;
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase)) return value;
        throw Wrong(option, text, "one of " + string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant())));
    }

    public static string? Pattern(this ParsedArguments arguments, OptionSpec option)
    {
        if (arguments.Value(option) is not { } text) return null;
        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant, PatternTimeout);
            return text;
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"'{text}' is not a regular expression for {option.Name}: {e.Message}");
        }
    }

    /// <summary>A moment: how long ago (<c>90s</c>, <c>10m</c>, <c>1h30m</c>, <c>1d</c>), or a date and time (local unless it says otherwise).</summary>
    public static DateTimeOffset? When(this ParsedArguments arguments, OptionSpec option, TimeProvider time)
    {
        if (arguments.Value(option) is not { } text) return null;
        if (LogAge.Parse(text) is { } ago) return time.GetUtcNow() - ago;
        const DateTimeStyles styles = DateTimeStyles.AssumeLocal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var moment)
            ? moment.ToUniversalTime()
            : throw Wrong(option, text, "how long ago (90s, 10m, 2h, 1d), or a date and time such as 2026-01-31T09:30:00Z");
    }

    private static UsageException Wrong(OptionSpec option, string text, string wanted) =>
        new($"'{text}' is not a value for {option.Name}: it takes {wanted}.");
}
