namespace PortOrchestrator.Probes;

/// <summary>Makes probes from their definitions. Thread-safe.</summary>
public static class ProbeFactory
{
    /// <summary>Makes the probe of a check whose variables and templates are already filled in.</summary>
    /// <param name="check">The check.</param>
    /// <param name="context">The service's surroundings.</param>
    public static IProbe Create(ProbeCheck check, ProbeContext context) => throw new NotImplementedException();
}
