namespace PortOrchestrator;

/// <summary>What spans projects: the registry, all checkouts, the health of the installation. Thread-safe.</summary>
public sealed class MachineOrchestrator : IAsyncDisposable
{
    /// <summary>The machine's ports.</summary>
    public IPortRegistry Registry => throw new NotImplementedException();

    /// <summary>Opens the registry.</summary>
    /// <param name="options">Where to look.</param>
    /// <param name="readOnly">Whether nothing may be created or changed; a missing registry then reads as empty.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    public static Task<MachineOrchestrator> OpenAsync(
        OrchestratorOptions? options = null, bool readOnly = false, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Finds the project that an option value means: an existing directory, else a registered project of that name.</summary>
    /// <param name="project">The value; the checkout of the working directory when null.</param>
    /// <param name="register">Whether a name that is not registered becomes a new project (without folder) instead of an error.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">There is no such project, or several have that name.</exception>
    public Task<ProjectIdentity> ResolveProjectAsync(string? project, bool register = false, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>The services of every known checkout, running or not.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ProjectSnapshot>> GetSnapshotsAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Looks at everything the program relies on. Changes nothing.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<DoctorFinding>> DiagnoseAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
