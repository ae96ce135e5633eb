namespace PortOrchestrator.Host.Commands.Sessions;

/// <summary>Opens what commands work on; a seam for tests.</summary>
internal interface IOrchestratorFactory
{
    Task<IProjectSession> OpenProjectAsync(OrchestratorOptions options, CancellationToken cancellationToken);

    Task<IMachineSession> OpenMachineAsync(OrchestratorOptions options, bool readOnly, CancellationToken cancellationToken);

    IAgentSessions OpenSessions(OrchestratorOptions options);
}
