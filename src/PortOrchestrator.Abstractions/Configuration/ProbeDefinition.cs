namespace PortOrchestrator.Configuration;

/// <summary>A check and how often, how long and how many times. Immutable.</summary>
public sealed record ProbeDefinition
{
    /// <summary>What is looked at.</summary>
    public required ProbeCheck Check { get; init; }

    /// <summary>The time between the start of the service and the first configured check.</summary>
    /// <value>The default value is zero.</value>
    public TimeSpan InitialDelay { get; init; }

    /// <summary>The time between the starts of two configured checks.</summary>
    /// <value>The default value is 2 seconds.</value>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The time between two checks once the service is ready.</summary>
    /// <value>The default value is <see langword="null"/>: <see cref="Period"/>. A <c>health_check</c> has 30 seconds.</value>
    public TimeSpan? SteadyPeriod { get; init; }

    /// <summary>The time one check may take.</summary>
    /// <value>The default value is 1 second.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many successes in a row make healthy.</summary>
    /// <value>The default value is 1.</value>
    public int SuccessThreshold { get; init; } = 1;

    /// <summary>How many failures in a row make unhealthy.</summary>
    /// <value>The default value is 3.</value>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>What a failed liveness probe does. Ignored by readiness probes.</summary>
    /// <value>The default value is <see cref="LivenessAction.Restart"/>.</value>
    public LivenessAction Action { get; init; }

    /// <summary>Where the probe is written.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public SourceLocation? Location { get; init; }
}
