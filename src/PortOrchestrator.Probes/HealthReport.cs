namespace PortOrchestrator.Probes;

/// <summary>One step of a probe's run. Immutable.</summary>
public sealed record HealthReport
{
    /// <summary>What the probe says after this attempt: healthy, unhealthy, or undecided yet.</summary>
    public required ServiceHealth Health { get; init; }

    /// <summary>Whether <see cref="Health"/> differs from the report before.</summary>
    public bool Changed { get; init; }

    /// <summary>The attempt.</summary>
    public required ProbeResult Result { get; init; }

    /// <summary>How many counted failures there were in a row.</summary>
    public int Failures { get; init; }
}
