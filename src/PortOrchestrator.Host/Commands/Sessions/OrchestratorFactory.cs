using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Sessions;

internal sealed class OrchestratorFactory : IOrchestratorFactory
{
    public async Task<IProjectSession> OpenProjectAsync(OrchestratorOptions options, CancellationToken cancellationToken) =>
        new ProjectSession(await ProjectOrchestrator.OpenAsync(options, cancellationToken).ConfigureAwait(false));

    public async Task<IMachineSession> OpenMachineAsync(OrchestratorOptions options, bool readOnly, CancellationToken cancellationToken) =>
        new MachineSession(await MachineOrchestrator.OpenAsync(options, readOnly, cancellationToken).ConfigureAwait(false));

    public IAgentSessions OpenSessions(OrchestratorOptions options) => new AgentSessions(SessionOrchestrator.Open(options));
}
