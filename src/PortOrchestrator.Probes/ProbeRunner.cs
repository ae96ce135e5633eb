namespace PortOrchestrator.Probes;

/// <summary>Repeats a probe on its schedule.</summary>
public static class ProbeRunner
{
    /// <summary>
    /// Repeats a probe until cancelled. While it has not been healthy yet, extra attempts sit between the configured ones:
    /// the first at once, then every max(10 ms, 5 % of the time waited) for tcp and http, max(50 ms, 10 %) for the others.
    /// Attempts never overlap; an extra failure counts for nothing.
    /// </summary>
    /// <param name="probe">The probe.</param>
    /// <param name="definition">Its times and thresholds.</param>
    /// <param name="steadyPeriod">The period once it has been healthy; the configured period when null.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>A report for every attempt whose result counts or changes the health.</returns>
    public static IAsyncEnumerable<HealthReport> RunAsync(
        IProbe probe,
        ProbeDefinition definition,
        TimeSpan? steadyPeriod = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
