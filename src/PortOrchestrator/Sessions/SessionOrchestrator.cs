namespace PortOrchestrator.Sessions;

/// <summary>
/// Sessions of shells and coding agents: each wants its checkout's services up, and they are stopped some time after the last one has ended. The
/// services themselves belong to the checkout's detached supervisor, as always. Thread-safe.
/// </summary>
public sealed class SessionOrchestrator : IAsyncDisposable
{
    private readonly Surroundings _surroundings;

    private SessionOrchestrator(Surroundings surroundings) => _surroundings = surroundings;

    /// <summary>Makes an orchestrator. Nothing is opened or created until it is needed.</summary>
    /// <param name="options">Where to look: its working directory, or project, decides about the checkout of sessions that start.</param>
    public static SessionOrchestrator Open(OrchestratorOptions? options = null) => new(Surroundings.Open(options));

    /// <summary>
    /// Registers a session, or renews it, gives its checkout the ports that it has not got yet, and starts in the background what does not run.
    /// Outside of every project it is the machine's own services that are started. Expected failures are told in the result.
    /// </summary>
    /// <param name="options">The session.</param>
    /// <param name="cancellationToken">Ends the call; what was started goes on.</param>
    public Task<SessionStartResult> StartAsync(SessionStartOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SessionStart(_surroundings, options).RunAsync(cancellationToken);
    }

    /// <summary>Ends sessions. One write; services that nobody wants any more are stopped later, by their supervisor.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Those that it ended.</returns>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    public async Task<IReadOnlyList<SessionInfo>> EndAsync(SessionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var store = await _surroundings.OpenSessionsAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        var ended = await store.EndAsync(query, cancellationToken).ConfigureAwait(false);
        foreach (var session in ended)
        {
            await SessionSignal.TellAsync(_surroundings.Paths, session.Project, cancellationToken).ConfigureAwait(false);
            SessionLog.Write(_surroundings, session.Project, $"{SessionLog.Name(session.Agent, session.SessionId)} ended");
        }

        return ended;
    }

    /// <summary>Reads sessions, the newest first.</summary>
    /// <param name="query">Which; those that go on when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    public async Task<IReadOnlyList<SessionInfo>> ListAsync(SessionQuery? query = null, CancellationToken cancellationToken = default)
    {
        var store = await _surroundings.OpenSessionsAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
        return await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the checkout that an option value means, as <see cref="MachineOrchestrator.ResolveProjectAsync"/> does.</summary>
    /// <param name="project">A directory, or the name of a registered project; the checkout of the working directory when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">There is no such project, or several have that name.</exception>
    public async Task<ProjectIdentity> ResolveProjectAsync(string? project, CancellationToken cancellationToken = default) =>
        (await _surroundings.Resolver.ResolveAsync(project, _surroundings.NamedFiles, register: false, cancellationToken).ConfigureAwait(false)).Identity;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _surroundings.DisposeAsync();
}
