using PortOrchestrator.ConfigParsers.Schedules;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Tells when a scheduled service runs next.</summary>
internal static class ScheduleClock
{
    /// <summary>The first turn after <paramref name="after"/> that is not over yet; null when there is none.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="after">The last turn, or when the schedule began.</param>
    /// <param name="now">The present time. Turns before it were slept through and are not made up for.</param>
    /// <param name="local">The time zone of a cron expression that names none.</param>
    public static DateTimeOffset? Next(ScheduleDefinition schedule, DateTimeOffset after, DateTimeOffset now, TimeZoneInfo local)
    {
        if (schedule is { Cron: null, Interval: { } interval }) return interval <= TimeSpan.Zero ? null : NextOf(interval, after, now);
        if (schedule.Cron is not { } cron || CronSchedule.Parse(cron, schedule.TimeZone).Schedule is not { } times) return null;
        return times.Interval is { } every ? NextOf(every, after, now) : times.Next(after > now ? after : now, local);
    }

    private static DateTimeOffset NextOf(TimeSpan interval, DateTimeOffset after, DateTimeOffset now)
    {
        var next = after + interval;
        return next > now ? next : next + interval * (Math.Floor((now - next) / interval) + 1);
    }
}
