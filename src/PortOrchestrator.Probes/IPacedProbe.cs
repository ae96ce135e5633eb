namespace PortOrchestrator.Probes;

/// <summary>A probe that says how eagerly it may be repeated while its service starts; a wrapper passes on the pace of what it wraps.</summary>
public interface IPacedProbe : IProbe
{
    /// <summary>The pace of the extra attempts; read before each of them.</summary>
    ProbePace Pace { get; }
}
