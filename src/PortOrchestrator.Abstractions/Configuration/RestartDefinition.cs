namespace PortOrchestrator.Configuration;

/// <summary>When and how fast a service is started again. Immutable.</summary>
public sealed record RestartDefinition
{
    /// <summary>When.</summary>
    /// <value>The default value is <see cref="RestartPolicy.OnFailure"/>.</value>
    public RestartPolicy Policy { get; init; } = RestartPolicy.OnFailure;

    /// <summary>Whether the policy was written down. Otherwise it acts only after the service has been ready once, so that a bad start fails at once.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsExplicit { get; init; }

    /// <summary>The wait before the first restart; it doubles with each further one.</summary>
    /// <value>The default value is 1 second.</value>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait; one that equals <see cref="Backoff"/> keeps the wait the same.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many restarts in a row are tried before the service is given up as failed.</summary>
    /// <value>The default value is <see langword="null"/>: no limit.</value>
    public int? MaxRestarts { get; init; }

    /// <summary>How long a service has to be ready before the wait and the count start over.</summary>
    /// <value>The default value is 10 seconds.</value>
    public TimeSpan ResetAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the service is restarted when one of its dependencies was.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool WithDependency { get; init; }

    /// <summary>Whether a service whose readiness probe fails too often is stopped, which counts as a failure that <see cref="Policy"/> decides on.</summary>
    /// <value>The default value is <see langword="false"/>: it is only reported as unhealthy.</value>
    public bool OnLostReadiness { get; init; }
}
