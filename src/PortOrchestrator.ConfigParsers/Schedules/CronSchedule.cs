using Cronos;

namespace PortOrchestrator.ConfigParsers.Schedules;

/// <summary>
/// Times at which something is to run: a cron expression in a time zone, or an interval. Immutable and safe for any thread.
/// </summary>
/// <remarks>
/// When the clocks go forward, a time that is left out comes right after the change; when they go back, a fixed time comes once.
/// </remarks>
public sealed class CronSchedule
{
    private readonly CronExpression[] _expressions;

    internal CronSchedule(string text, TimeZoneInfo? timeZone, CronExpression[] expressions) => (Text, TimeZone, _expressions) = (text, timeZone, expressions);

    private CronSchedule(string text, TimeSpan interval) : this(text, null, []) => Interval = interval;

    /// <summary>The schedule as it was written.</summary>
    /// <value>For an interval without a text, <c>@every</c> and the interval.</value>
    public string Text { get; }

    /// <summary>The time zone that was written with the schedule.</summary>
    /// <value><see langword="null"/> for the local one, and for an interval.</value>
    public TimeZoneInfo? TimeZone { get; }

    /// <summary>The time from one run to the next.</summary>
    /// <value><see langword="null"/> for a cron expression.</value>
    public TimeSpan? Interval { get; }

    /// <summary>
    /// Reads a cron expression: five fields (minute, hour, day of month, month, day of week), or six with seconds first; lists, ranges, steps and
    /// names of months and days; <c>@yearly</c>, <c>@annually</c>, <c>@monthly</c>, <c>@weekly</c>, <c>@daily</c>, <c>@midnight</c>, <c>@hourly</c>
    /// and <c>@every</c> with a duration such as <c>1h30m</c>. <c>TZ=</c> or <c>CRON_TZ=</c> with a time zone may stand before it.
    /// As in most crons, if both the day of month and the day of week are restricted, either is enough.
    /// </summary>
    /// <param name="text">The expression.</param>
    /// <param name="timeZone">The name of a time zone (IANA, such as <c>Europe/Berlin</c>); <see langword="null"/> or empty for the local one.</param>
    /// <returns>The schedule, or why there is none; never an exception for a bad text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    public static CronScheduleResult Parse(string text, string? timeZone = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new CronScheduleReader(text, timeZone).Read();
    }

    /// <summary>A schedule of one run after another.</summary>
    /// <param name="interval">The time from one run to the next; above zero.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is zero or less.</exception>
    public static CronSchedule Every(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return Every(interval, FormattableString.Invariant($"@every {interval.TotalSeconds}s"));
    }

    /// <summary>The first time of the schedule after a given one.</summary>
    /// <param name="after">The time after which to look; for an interval, the run before.</param>
    /// <param name="local">The time zone of a schedule that was written without one, as <c>TimeProvider.LocalTimeZone</c> tells it.</param>
    /// <returns>The time; <see langword="null"/> if none comes before the end of the calendar.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="local"/> is <see langword="null"/>.</exception>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo local)
    {
        ArgumentNullException.ThrowIfNull(local);
        if (Interval is { } interval) return DateTimeOffset.MaxValue - after > interval ? after + interval : null;
        DateTimeOffset? next = null;
        foreach (var expression in _expressions)
        {
            var candidate = expression.GetNextOccurrence(after, TimeZone ?? local);
            if (next is null || candidate < next) next = candidate ?? next;
        }

        return next;
    }

    internal static CronSchedule Every(TimeSpan interval, string text) => new(text, interval);
}
