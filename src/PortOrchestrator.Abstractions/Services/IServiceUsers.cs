namespace PortOrchestrator.Services;

/// <summary>
/// Which checkouts use the services that are shared. What is written here survives whoever wrote it, so that a service stops only when its last user has
/// gone, whatever was killed meanwhile; it ends with the checkout and with the machine's next start. Thread-safe.
/// </summary>
public interface IServiceUsers
{
    /// <summary>Records that a checkout uses services. Write it before the services are asked to start.</summary>
    /// <param name="user">The checkout; the owner itself to keep them running without users.</param>
    /// <param name="owner">Whose supervisor runs them.</param>
    /// <param name="services">The instances' names.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Everybody who uses one of the owner's services now, who came first before the others.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<ServiceUser>> AddAsync(
        ProjectIdentity user, ProjectIdentity owner, IReadOnlyCollection<string> services, CancellationToken cancellationToken = default);

    /// <summary>Records that a checkout no longer uses services. The services go on until their supervisor is asked to stop what nobody uses.</summary>
    /// <param name="user">The checkout.</param>
    /// <param name="owner">Whose supervisor runs them.</param>
    /// <param name="services">The instances' names.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task RemoveAsync(ProjectIdentity user, ProjectIdentity owner, IReadOnlyCollection<string> services, CancellationToken cancellationToken = default);

    /// <summary>Tells who uses what of an owner's, who came first before the others.</summary>
    /// <param name="owner">Whose supervisor runs the services; of everybody when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<ServiceUser>> ListAsync(ProjectIdentity? owner = null, CancellationToken cancellationToken = default);
}
