using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Sessions;

/// <summary>Starts what sessions want, beside the one that asked for it.</summary>
internal static class SessionEnsure
{
    private const int LastMachineTier = 2;

    /// <summary>Starts it and waits until everything required is ready.</summary>
    /// <param name="options">Where.</param>
    /// <param name="isMachine">Whether it is the machine's own services.</param>
    /// <param name="tell">Told how it goes, one sentence at a time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortOrchestratorException">It could not be started.</exception>
    public static async Task RunAsync(OrchestratorOptions options, bool isMachine, Action<string> tell, CancellationToken cancellationToken)
    {
        var project = isMachine
            ? await MachineServices.OpenAsync(options, cancellationToken).ConfigureAwait(false)
            : await ProjectOrchestrator.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        if (project is null) return;
        await using var _ = project.ConfigureAwait(false);
        var selection = isMachine ? new StartSelection { LastTier = LastMachineTier } : new StartSelection();
        var result = await project.UpAsync(new UpOptions { ForSessions = true, OnlyIfApproved = true, Selection = selection }, null, cancellationToken).ConfigureAwait(false);
        tell($"{result.Outcome}: started {(result.Started.Count == 0 ? "nothing" : string.Join(", ", result.Started))}");
        foreach (var conflict in result.Conflicts) tell(conflict.Message);
        foreach (var failure in result.Failures) tell($"{failure.Service} is {failure.State.ToString().ToLowerInvariant()}: {failure.Reason}");
        foreach (var warning in result.Warnings) tell(warning);
    }
}
