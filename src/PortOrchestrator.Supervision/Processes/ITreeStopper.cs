namespace PortOrchestrator.Supervision.Processes;

/// <summary>Ends whole process trees. Thread-safe.</summary>
public interface ITreeStopper
{
    /// <summary>
    /// Sends the signal to the whole tree, waits until all of it is gone, kills it at the deadline (or at once when
    /// <paramref name="force"/> is cancelled) and waits again: at most 15 seconds for what was killed, and 2
    /// for what is not ours to kill.
    /// </summary>
    /// <param name="request">Which tree and how.</param>
    /// <param name="force">Cancelled when the rest is to be killed now.</param>
    /// <param name="cancellationToken">Ends the call without ending the tree.</param>
    Task<TreeStopResult> StopAsync(TreeStopRequest request, CancellationToken force, CancellationToken cancellationToken = default);
}
