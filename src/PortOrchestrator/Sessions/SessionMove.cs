namespace PortOrchestrator.Sessions;

/// <summary>Ends a session wherever it was before: one that moves is in one place, as a shell is in one folder.</summary>
internal sealed class SessionMove(Surroundings surroundings)
{
    /// <summary>Ends it everywhere else. What it wanted there is stopped as after any other end.</summary>
    /// <param name="agent">What the session belongs to.</param>
    /// <param name="sessionId">Its id.</param>
    /// <param name="here">The checkout that it has come to.</param>
    /// <param name="began">When it came: where it was seen later, it has gone on to meanwhile.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    public async Task<bool> EndElsewhereAsync(
        SessionAgent agent, string sessionId, ProjectIdentity here, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var store = await surroundings.OpenSessionsAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        foreach (var session in await store.ListAsync(new SessionQuery { Agent = agent, SessionId = sessionId }, cancellationToken).ConfigureAwait(false))
        {
            if (IsHere(session.Project, here) || session.SeenAt >= began) continue;
            var query = new SessionQuery { Agent = agent, SessionId = sessionId, ProjectId = session.Project.ProjectId, Checkout = session.Project.Checkout };
            await store.EndAsync(query, cancellationToken).ConfigureAwait(false);
            await SessionSignal.TellAsync(surroundings.Paths, session.Project, cancellationToken).ConfigureAwait(false);
            SessionLog.Write(surroundings, session.Project, $"{SessionLog.Name(agent, sessionId)} went to '{here.Root}'");
        }

        return true;
    }

    private static bool IsHere(ProjectIdentity project, ProjectIdentity here) => (project.ProjectId, project.Checkout) == (here.ProjectId, here.Checkout);
}
