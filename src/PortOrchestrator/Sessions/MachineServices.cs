namespace PortOrchestrator.Sessions;

/// <summary>The machine's own services, for sessions outside of every project.</summary>
internal static class MachineServices
{
    /// <summary>Opens them.</summary>
    /// <param name="options">What the session looks with.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null when the machine has none.</returns>
    public static async Task<ProjectOrchestrator?> OpenAsync(OrchestratorOptions options, CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(options, readOnly: false, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
            return await machine.OpenMachineServicesAsync(cancellationToken).ConfigureAwait(false);
    }
}
