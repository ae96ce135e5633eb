using System.Globalization;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>How long ago, as people write it: <c>90s</c>, <c>10m</c>, <c>1h30m</c>, <c>1.5d</c>. Thread-safe.</summary>
public static class LogAge
{
    private const double MostDays = 36_500;

    /// <summary>Reads it; fractions are allowed, and nothing but numbers with the units d, h, m and s.</summary>
    /// <param name="text">What was written.</param>
    /// <returns>The time span, not negative and under a hundred years; null when it is something else.</returns>
    public static TimeSpan? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var age = TimeSpan.Zero;
        var rest = text.AsSpan();
        do
        {
            var end = rest.IndexOfAny("dhms");
            if (end <= 0 || !double.TryParse(rest[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return null;
            if (amount * Unit(rest[end]).TotalDays >= MostDays) return null;
            age += amount * Unit(rest[end]);
            rest = rest[(end + 1)..];
        }
        while (rest.Length > 0);

        return age.TotalDays < MostDays ? age : null;
    }

    private static TimeSpan Unit(char letter) => letter switch
    {
        'd' => TimeSpan.FromDays(1),
        'h' => TimeSpan.FromHours(1),
        'm' => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromSeconds(1),
    };
}
