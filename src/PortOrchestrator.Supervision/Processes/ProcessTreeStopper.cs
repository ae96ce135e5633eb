namespace PortOrchestrator.Supervision.Processes;

/// <summary>Ends whole process trees. Thread-safe.</summary>
/// <param name="inspector">Finds and signals the processes.</param>
/// <param name="time">The clock; the system's when null.</param>
public sealed class ProcessTreeStopper(IProcessInspector inspector, TimeProvider? time = null) : ITreeStopper
{
    /// <inheritdoc/>
    public async Task<TreeStopResult> StopAsync(TreeStopRequest request, CancellationToken force, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var stop = new TreeStop(inspector, time ?? TimeProvider.System, request);
        await stop.AskAsync(force, cancellationToken).ConfigureAwait(false);
        return await stop.KillAsync(cancellationToken).ConfigureAwait(false);
    }
}
