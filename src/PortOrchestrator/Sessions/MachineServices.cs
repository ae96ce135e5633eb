namespace PortOrchestrator.Sessions;

/// <summary>The machine's own services, for sessions outside of every project.</summary>
internal static class MachineServices
{
    /// <summary>Opens them.</summary>
    /// <returns>Null when the machine has none.</returns>
    public static Task<ProjectOrchestrator?> OpenAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<ProjectOrchestrator?>(surroundings is null ? throw new ArgumentNullException(nameof(surroundings)) : null);
    }
}
