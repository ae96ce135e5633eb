namespace PortOrchestrator.Ports;

/// <summary>
/// The machine's port allocations of one user. No daemon is needed: every instance, in whatever process, works on the same file.
/// Thread-safe.
/// </summary>
public interface IPortRegistry : IAsyncDisposable
{
    /// <summary>Returns the owner's port, or gives it one that nobody holds. Idempotent and sticky: the same key gets the same port until it is released.</summary>
    /// <param name="request">Who wants what.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<PortAllocationResult> AllocateAsync(PortRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Does what <see cref="AllocateAsync"/> does for several owners, with one look at what they have and at most one transaction for what is missing.
    /// Each gets its port, or is refused it, for itself.
    /// </summary>
    /// <param name="requests">Who wants what; earlier ones choose first.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <returns>The answers, in the order of the requests.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<PortAllocationResult>> AllocateAllAsync(IReadOnlyList<PortRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>Returns the owners' ports, or gives them ports that all lie the same distance from their wanted numbers: all or none.</summary>
    /// <param name="request">Who wants what.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<PortBlockResult> AllocateBlockAsync(PortBlockRequest request, CancellationToken cancellationToken = default);

    /// <summary>Does what <see cref="AllocateAsync"/> does and hands out the socket that listens on the port, so that nobody can take it in between.</summary>
    /// <param name="request">Who wants what.</param>
    /// <param name="options">How to listen; on the loopback address when null.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <returns>The socket, or the reason why there is none.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<PortListener> ListenAsync(PortRequest request, PortListenOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the allocation of one key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The allocation, or null.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<PortAllocation?> FindAsync(PortKey key, CancellationToken cancellationToken = default);

    /// <summary>Reads the live allocations that match, ordered by port.</summary>
    /// <param name="query">Which; all when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<PortAllocation>> ListAsync(PortQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares the live allocations with the system's sockets, tells who listens (<see cref="PortAllocation.Socket"/>,
    /// <see cref="PortAllocation.Listener"/>), and records who sits on a port that is not theirs (<see cref="PortAllocation.Conflict"/>), or that
    /// they are gone. Takes one look at the socket table for all, and writes nothing while nothing changes.
    /// </summary>
    /// <remarks>
    /// A process is no stranger on a port when it is the service, comes from it or was told to be it, when it is the owner of the lease, or when
    /// it works in a folder of the checkout and is no other service of it. Where that cannot be found out, it is not held against it.
    /// </remarks>
    /// <param name="query">Which; all when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The allocations as they are now, ordered by port.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<PortAllocation>> InspectAsync(PortQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Follows the changes that any process makes, from this call on, or from after a known one, oldest first. No change is left out or told
    /// twice. The stream ends only by cancellation or an exception; any number of them may run at once, and each may be read once or again.
    /// </summary>
    /// <param name="after">
    /// The <see cref="PortChange.Sequence"/> of the last change that is known; only what comes from now on when null, everything that is kept
    /// when 0. The registry keeps the last 10,000 changes: for a number from before them, and for a reader that falls behind that far, the
    /// stream goes on with the oldest one that is kept, which shows as a step of more than one in the numbers. A number that the registry has
    /// not reached (its file was replaced) counts as 0.
    /// </param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="OperationCanceledException">The stream was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The registry was disposed, before or while the stream was read.</exception>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    IAsyncEnumerable<PortChange> WatchAsync(long? after = null, CancellationToken cancellationToken = default);

    /// <summary>Examines the file thoroughly. Changes nothing.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<RegistryHealth> ExamineAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives the matching allocations back and returns them. Shares of an exact port are dropped one by one; the port is free when the last one goes.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<PortAllocation>> ReleaseAsync(PortQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Collects what no longer has an owner: allocations of checkouts that were deleted, and leases whose processes have ended or whose time
    /// is over. Keeps what somebody listens on or runs, and what cannot be seen from here (a disk that is not mounted, another container).
    /// </summary>
    /// <param name="dryRun">Only tell what would be collected.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was, or would be, collected.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<PortAllocation>> PruneAsync(bool dryRun = false, CancellationToken cancellationToken = default);

    /// <summary>Tells whether a port could be given out now. A port under a live allocation is never bind-probed.</summary>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="protocol">The transport protocol.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<PortTestResult> TestAsync(int port, PortProtocol protocol = PortProtocol.Tcp, CancellationToken cancellationToken = default);

    /// <summary>Tells who listens on a port and whose allocation it is.</summary>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="protocol">The transport protocol.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The listeners; the bare allocation when nobody listens; empty when the port is unknown.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<PortHolder>> FindHoldersAsync(int port, PortProtocol protocol = PortProtocol.Tcp, CancellationToken cancellationToken = default);

    /// <summary>Records that a checkout exists, with its name and present root folder.</summary>
    /// <param name="project">The project and checkout.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task RegisterCheckoutAsync(ProjectIdentity project, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records the range that a project's ports are chosen from, and that every other project's choices keep out of. It stays until it is
    /// replaced or taken away, and goes before a range that the registry's options name for the project. Ports that are allocated stay where
    /// they are. Writes nothing when the range is what is recorded.
    /// </summary>
    /// <param name="project">The project; the range is that of all its checkouts.</param>
    /// <param name="range">The range; null takes it away.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <returns>The ranges of other projects that overlap with it; in the overlap, each chooses as if the other had none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is no range of ports.</exception>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<ProjectPortRange>> SetProjectRangeAsync(ProjectIdentity project, PortRange? range, CancellationToken cancellationToken = default);

    /// <summary>Reads all checkouts that were ever registered and not collected.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<ProjectIdentity>> ListCheckoutsAsync(CancellationToken cancellationToken = default);

    /// <summary>Records the services of a checkout as their supervisor last saw them, replacing the earlier rows (documented view <c>services</c>).</summary>
    /// <param name="project">The project and checkout.</param>
    /// <param name="services">The services.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task RecordServicesAsync(ProjectIdentity project, IReadOnlyList<ServiceSnapshot> services, CancellationToken cancellationToken = default);

    /// <summary>Counts the other checkouts that hold a live share of a port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="protocol">The transport protocol.</param>
    /// <param name="project">The project and checkout that asks and is not counted.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<int> CountOtherSharesAsync(int port, PortProtocol protocol, ProjectIdentity project, CancellationToken cancellationToken = default);
}
