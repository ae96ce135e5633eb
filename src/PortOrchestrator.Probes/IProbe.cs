namespace PortOrchestrator.Probes;

/// <summary>Makes one attempt of a check at a time.</summary>
public interface IProbe
{
    /// <summary>Makes one attempt.</summary>
    /// <param name="cancellationToken">Ends the attempt; the runner cancels it at the probe's timeout.</param>
    /// <returns>The result; a failed check is a result, never an exception.</returns>
    Task<ProbeResult> CheckAsync(CancellationToken cancellationToken = default);
}
