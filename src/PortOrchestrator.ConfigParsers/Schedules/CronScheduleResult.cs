using System.Diagnostics.CodeAnalysis;

namespace PortOrchestrator.ConfigParsers.Schedules;

/// <summary>A schedule, or why its text was refused; exactly one of the two is set. Immutable.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Error">Why there is none.</param>
public sealed record CronScheduleResult(CronSchedule? Schedule, CronScheduleError? Error)
{
    /// <summary>Whether there is a schedule.</summary>
    /// <value><see langword="true"/> if <see cref="Schedule"/> is set.</value>
    [MemberNotNullWhen(true, nameof(Schedule))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsParsed => Schedule is not null;
}
