namespace PortOrchestrator.Host.Commands.Sessions;

/// <summary>What commands use of <see cref="MachineOrchestrator"/>; the members mean what they mean there.</summary>
internal interface IMachineSession : IAsyncDisposable
{
    IPortRegistry Registry { get; }

    Task<ProjectIdentity> ResolveProjectAsync(string? project, bool register, CancellationToken cancellationToken);

    Task<IReadOnlyList<ProjectSnapshot>> GetSnapshotsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<DownResult>> StopSharedServicesAsync(DownOptions options, CancellationToken cancellationToken);

    Task<IReadOnlyList<string>> StopUnusedServicesAsync(CancellationToken cancellationToken);

    ProjectSnapshot Measure(ProjectSnapshot snapshot);

    Task<IReadOnlyList<DoctorFinding>> DiagnoseAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<ConfigurationApproval>> ListApprovalsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<TrustedFolder>> ListTrustedFoldersAsync(CancellationToken cancellationToken);

    string CheckFolder(string folder);

    Task<TrustedFolder> TrustFolderAsync(string folder, CancellationToken cancellationToken);

    Task<TrustedFolder?> FindTrustedFolderAsync(string folder, CancellationToken cancellationToken);

    Task<TrustedFolder?> DistrustFolderAsync(string folder, CancellationToken cancellationToken);
}
