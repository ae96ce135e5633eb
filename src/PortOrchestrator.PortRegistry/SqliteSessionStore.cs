using PortOrchestrator.PortRegistry.Storage;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.PortRegistry;

/// <summary>The sessions in the registry's file. Thread-safe.</summary>
internal sealed class SqliteSessionStore(RegistryDatabase database, RegistryClock clock, IOwnerInspector owners) : ISessionStore
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The session has no id.</exception>
    public Task<SessionRegistration> StartAsync(SessionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(request.SessionId);
        // An owner that has just died leaves a session that ends by time, rather than one of whoever gets its id.
        var owner = request.OwnerPid is { } pid ? OwnerIdentity.OfProcess(pid) : null;
        var allocations = new PortQuery { ProjectId = request.Project.ProjectId, Checkout = request.Project.Checkout };
        return database.WriteAsync(
            c =>
            {
                var now = clock.Now.Wall;
                // What it calls itself is in its configuration, which a session need not have read.
                var name = CheckoutTable.NameOf(c, request.Project);
                if (name is null) CheckoutTable.Touch(c, request.Project, now);
                else request = request with { Project = request.Project with { Name = name } };
                var session = SessionTable.Put(c, request, owner, now);
                return new SessionRegistration(session with { IsLive = true }, ClaimTable.Matching(c, allocations).ConvertAll(a => a.AsItIs(owners)));
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SessionInfo>> EndAsync(SessionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return await database.WriteAsync(c => SessionTable.End(c, query, clock.Now.Wall), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SessionInfo>> ListAsync(SessionQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new SessionQuery();
        var sessions = await database.ReadAsync(c => SessionTable.Matching(c, query), cancellationToken).ConfigureAwait(false);
        var looked = sessions.ConvertAll(s => s with { IsLive = IsLive(s) });
        return query.IncludeEnded ? looked : looked.FindAll(s => s.IsLive);
    }

    /// <inheritdoc/>
    public Task<SessionUsage> ReviewAsync(ProjectIdentity project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        return database.WriteAsync(c => Review(c, project), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProjectIdentity>> FindLeftAsync(CancellationToken cancellationToken = default)
    {
        var sessions = await database.ReadAsync(SessionTable.Unsettled, cancellationToken).ConfigureAwait(false);
        var now = Now;
        return
        [
            .. sessions.GroupBy(s => (s.Project.ProjectId, s.Project.Checkout))
                .Where(g => !g.Any(IsLive) && g.Max(s => s.EndedAt is { } ended ? ended + s.Grace : DateTimeOffset.MinValue) <= now)
                .Select(g => g.First().Project),
        ];
    }

    /// <inheritdoc/>
    public Task SettleAsync(ProjectIdentity project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        return database.WriteAsync(
            c =>
            {
                if (Review(c, project).Live.Count == 0) SessionTable.Settle(c, project);
                return true;
            },
            cancellationToken);
    }

    private SessionUsage Review(RegistryConnection connection, ProjectIdentity project)
    {
        var query = new SessionQuery { ProjectId = project.ProjectId, Checkout = project.Checkout, IncludeEnded = true };
        var sessions = SessionTable.Matching(connection, query);
        var live = sessions.FindAll(IsLive);
        foreach (var over in sessions.FindAll(s => s.EndedAt is null && !live.Contains(s))) SessionTable.End(connection, over, clock.Now.Wall);
        var last = sessions.Where(s => !live.Contains(s)).Select(s => s with { EndedAt = s.EndedAt ?? Now }).MaxBy(s => s.EndedAt + s.Grace);
        var left = last is null ? TimeSpan.Zero : last.EndedAt!.Value + last.Grace - Now;
        if (left < TimeSpan.Zero) left = TimeSpan.Zero;
        if (live.Count == 0 && left == TimeSpan.Zero) SessionTable.Settle(connection, project);
        return new SessionUsage { Live = live.ConvertAll(s => s with { IsLive = true }), Last = last, GraceLeft = left };
    }

    // Who cannot be looked for from here, as in another container, is not taken for dead.
    private bool IsLive(SessionInfo session)
    {
        if (session.EndedAt is not null || session.ExpiresAt <= Now) return false;
        return session.Owner is not { } owner
            || owners.Look(new OwnerIdentity(owner.Pid, owner.Started, owner.BootId, owner.PidNamespace)) != OwnerState.Dead;
    }

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.Now.Wall);
}
