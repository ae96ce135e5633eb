namespace PortOrchestrator.Probes;

/// <summary>How the extra attempts of a probe are spaced while its service starts. Immutable.</summary>
public sealed record ProbePace
{
    /// <summary>The pace of attempts that cost next to nothing: tcp and http.</summary>
    public static ProbePace Network { get; } = new()
    {
        ShortestPause = TimeSpan.FromMilliseconds(10),
        ShareOfTimeWaited = 0.05,
        Timeout = TimeSpan.FromMilliseconds(250),
        DuringInitialDelay = true,
    };

    /// <summary>The pace of all other attempts, also of a probe that names none.</summary>
    public static ProbePace Costly { get; } = new()
    {
        ShortestPause = TimeSpan.FromMilliseconds(50),
        ShareOfTimeWaited = 0.1,
        Timeout = TimeSpan.FromSeconds(1),
    };

    /// <summary>The shortest time between the end of an attempt and the next extra one.</summary>
    public required TimeSpan ShortestPause { get; init; }

    /// <summary>The pause as a share of the time waited so far, when that is longer than <see cref="ShortestPause"/>.</summary>
    public required double ShareOfTimeWaited { get; init; }

    /// <summary>The longest time an extra attempt may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Whether extra attempts are made before the initial delay is over.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool DuringInitialDelay { get; init; }
}
