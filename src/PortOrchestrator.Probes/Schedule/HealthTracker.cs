namespace PortOrchestrator.Probes.Schedule;

internal sealed class HealthTracker(ProbeDefinition definition)
{
    private ServiceHealth _health = ServiceHealth.Unknown;
    private int _failures;
    private int _successes;

    // Null when the attempt counts for nothing.
    public HealthReport? Count(ProbeResult result, bool extra)
    {
        if (extra && !result.Success) return null;
        var before = _health;
        if (result.Success)
        {
            _failures = 0;
            if (++_successes >= definition.SuccessThreshold) _health = ServiceHealth.Healthy;
        }
        else
        {
            _successes = 0;
            if (++_failures >= definition.FailureThreshold) _health = ServiceHealth.Unhealthy;
        }

        return new HealthReport { Health = _health, Changed = _health != before, Result = result, Failures = _failures };
    }
}
