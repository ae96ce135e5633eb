namespace PortOrchestrator.Configuration;

/// <summary>When a service is run by the clock: by <see cref="Cron"/> or by <see cref="Interval"/>. Immutable.</summary>
public sealed record ScheduleDefinition
{
    /// <summary>The five fields of a cron expression: minute, hour, day of month, month, day of week.</summary>
    /// <value>The default value is <see langword="null"/>: <see cref="Interval"/> decides.</value>
    public string? Cron { get; init; }

    /// <summary>The IANA name of the time zone that <see cref="Cron"/> means.</summary>
    /// <value>The default value is <see langword="null"/>: the machine's.</value>
    public string? TimeZone { get; init; }

    /// <summary>The time between the starts of two runs.</summary>
    /// <value>The default value is <see langword="null"/>: <see cref="Cron"/> decides.</value>
    public TimeSpan? Interval { get; init; }

    /// <summary>Whether the first run is at once when the project starts.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool RunOnStart { get; init; }

    /// <summary>How many runs may overlap; a run that would exceed it is left out.</summary>
    /// <value>The default value is 1.</value>
    public int MaxConcurrent { get; init; } = 1;

    /// <summary>Where the schedule is written.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public SourceLocation? Location { get; init; }
}
