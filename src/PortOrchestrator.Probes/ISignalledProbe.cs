namespace PortOrchestrator.Probes;

/// <summary>
/// A probe that can tell when a check may pass that would have failed before. While a service starts, <see cref="ProbeRunner"/> checks at
/// every sign, besides the attempts that its pace asks for; a sign never replaces a check.
/// </summary>
public interface ISignalledProbe : IPacedProbe
{
    /// <summary>Waits for the next sign. There is one call at a time.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends at the sign, which may be never.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    Task WaitForSignAsync(CancellationToken cancellationToken = default);
}
