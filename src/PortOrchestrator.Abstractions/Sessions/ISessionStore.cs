namespace PortOrchestrator.Sessions;

/// <summary>
/// The sessions that want services, in the registry file, where every process of the user sees them. Thread-safe. A session ends when it is told
/// to, when its owner dies, or, without an owner, when its time is over.
/// </summary>
public interface ISessionStore
{
    /// <summary>Registers a session, or revives it: a session is one per agent, id and checkout. One write.</summary>
    /// <param name="request">The session.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<SessionRegistration> StartAsync(SessionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Ends sessions. One write.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Those that it ended.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<SessionInfo>> EndAsync(SessionQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads sessions, the newest first.</summary>
    /// <param name="query">Which; those that go on when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<SessionInfo>> ListAsync(SessionQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells whether sessions still want a checkout's services, in one transaction that also writes down the ends of sessions whose owner has died
    /// or whose time is over.
    /// </summary>
    /// <param name="project">The checkout.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<SessionUsage> ReviewAsync(ProjectIdentity project, CancellationToken cancellationToken = default);

    /// <summary>Finds checkouts whose sessions are all over and whose <see cref="ReviewAsync"/> nobody has made since: their supervisor is dead, or is about to.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task<IReadOnlyList<ProjectIdentity>> FindLeftAsync(CancellationToken cancellationToken = default);

    /// <summary>Remembers that nothing of a checkout has to be stopped any more, so that <see cref="FindLeftAsync"/> leaves it out.</summary>
    /// <param name="project">The checkout.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    Task SettleAsync(ProjectIdentity project, CancellationToken cancellationToken = default);
}
