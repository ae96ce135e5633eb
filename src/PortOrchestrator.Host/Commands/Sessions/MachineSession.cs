namespace PortOrchestrator.Host.Commands.Sessions;

internal sealed class MachineSession(MachineOrchestrator orchestrator) : IMachineSession
{
    public IPortRegistry Registry => orchestrator.Registry;

    public Task<ProjectIdentity> ResolveProjectAsync(string? project, bool register, CancellationToken cancellationToken) =>
        orchestrator.ResolveProjectAsync(project, register, cancellationToken);

    public Task<IReadOnlyList<ProjectSnapshot>> GetSnapshotsAsync(CancellationToken cancellationToken) =>
        orchestrator.GetSnapshotsAsync(cancellationToken);

    public Task<IReadOnlyList<DownResult>> StopSharedServicesAsync(DownOptions options, CancellationToken cancellationToken) =>
        orchestrator.StopSharedServicesAsync(options, cancellationToken);

    public Task<IReadOnlyList<string>> StopUnusedServicesAsync(CancellationToken cancellationToken) =>
        orchestrator.StopUnusedServicesAsync(cancellationToken);

    public ProjectSnapshot Measure(ProjectSnapshot snapshot) => orchestrator.Measure(snapshot);

    public Task<IReadOnlyList<DoctorFinding>> DiagnoseAsync(CancellationToken cancellationToken) => orchestrator.DiagnoseAsync(cancellationToken);

    public ValueTask DisposeAsync() => orchestrator.DisposeAsync();
}
