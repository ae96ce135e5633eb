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

    public Task<IReadOnlyList<ConfigurationApproval>> ListApprovalsAsync(CancellationToken cancellationToken) => orchestrator.Trust.ListAsync(cancellationToken);

    public Task<IReadOnlyList<TrustedFolder>> ListTrustedFoldersAsync(CancellationToken cancellationToken) => orchestrator.Trust.ListFoldersAsync(cancellationToken);

    public string CheckFolder(string folder) => orchestrator.Trust.Check(folder);

    public Task<TrustedFolder> TrustFolderAsync(string folder, CancellationToken cancellationToken) => orchestrator.Trust.TrustFolderAsync(folder, cancellationToken);

    public Task<TrustedFolder?> FindTrustedFolderAsync(string folder, CancellationToken cancellationToken) => orchestrator.Trust.FindAsync(folder, cancellationToken);

    public Task<TrustedFolder?> DistrustFolderAsync(string folder, CancellationToken cancellationToken) => orchestrator.Trust.DistrustFolderAsync(folder, cancellationToken);

    public ValueTask DisposeAsync() => orchestrator.DisposeAsync();
}
