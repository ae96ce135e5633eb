namespace PortOrchestrator.Supervision.Engine;

/// <summary>Tells of services that another supervisor runs. Thread-safe.</summary>
public interface ISharedServices
{
    /// <summary>First the present state of a service, then every change, also across the ends and starts of its supervisor, until cancelled.</summary>
    /// <param name="owner">Whose supervisor runs it.</param>
    /// <param name="service">The instance's name.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Its states; null while nobody knows the service.</returns>
    IAsyncEnumerable<ServiceSnapshot?> FollowAsync(ProjectIdentity owner, string service, CancellationToken cancellationToken);
}
