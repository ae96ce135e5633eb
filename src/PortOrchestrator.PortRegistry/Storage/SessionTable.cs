using PortOrchestrator.Sessions;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The sessions of shells and coding agents.</summary>
internal static class SessionTable
{
    private const string Columns =
        "agent, session_id, project_id, checkout, project, root, git_common_dir, pid, pid_started, boot_id, pid_namespace, started_at, seen_at, expires_at, ended_at, grace, stop_policy";

    // Long enough to say whose the process was that somebody finds on a port days later.
    private static readonly long Remembered = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    /// <summary>Writes a session; one that is there goes on, from its first start.</summary>
    public static SessionInfo Put(RegistryConnection connection, SessionRequest request, OwnerIdentity? owner, long now)
    {
        connection.Execute("DELETE FROM sessions WHERE ended_at < $long", ("$long", now - Remembered));
        return connection.First(
            $"""
            INSERT INTO sessions ({Columns})
            VALUES ($agent, $session, $project, $checkout, $name, $root, $common, $pid, $started, $boot, $namespace, $now, $now, $expires, NULL, $grace, $policy)
            ON CONFLICT (agent, session_id, project_id, checkout) DO UPDATE SET
                project = excluded.project, root = excluded.root, git_common_dir = excluded.git_common_dir, pid = excluded.pid,
                pid_started = excluded.pid_started, boot_id = excluded.boot_id, pid_namespace = excluded.pid_namespace, seen_at = excluded.seen_at,
                expires_at = excluded.expires_at, ended_at = NULL, grace = excluded.grace, stop_policy = excluded.stop_policy, settled = 0
            RETURNING {Columns}
            """,
            Read,
            ("$agent", Words.Of(request.Agent)), ("$session", request.SessionId), ("$project", request.Project.ProjectId),
            ("$checkout", request.Project.Checkout), ("$name", request.Project.Name), ("$root", request.Project.Root),
            ("$common", request.Project.GitCommonDirectory), ("$pid", owner?.Pid), ("$started", owner?.Started), ("$boot", owner?.BootId),
            ("$namespace", owner?.PidNamespace), ("$now", now), ("$expires", owner is null ? now + (long)request.TimeToLive.TotalMilliseconds : (long?)null),
            ("$grace", (long)request.Grace.TotalMilliseconds), ("$policy", Words.Of(request.StopPolicy)))!;
    }

    /// <summary>Reads sessions, the newest first; whether they go on is not looked at.</summary>
    public static List<SessionInfo> Matching(RegistryConnection connection, SessionQuery query) => connection.All(
        $"""
        SELECT {Columns} FROM sessions
        WHERE ($agent IS NULL OR agent = $agent) AND ($session IS NULL OR session_id = $session) AND ($project IS NULL OR project_id = $project)
            AND ($checkout IS NULL OR checkout = $checkout) AND ($pid IS NULL OR pid = $pid) AND ($all OR ended_at IS NULL)
        ORDER BY started_at DESC, agent, session_id, project_id, checkout
        """,
        Read,
        ("$agent", query.Agent is { } agent ? Words.Of(agent) : null), ("$session", query.SessionId), ("$project", query.ProjectId),
        ("$checkout", query.Checkout), ("$pid", query.OwnerPid), ("$all", query.IncludeEnded));

    /// <summary>Ends sessions that have not ended.</summary>
    /// <returns>Those that it ended.</returns>
    public static List<SessionInfo> End(RegistryConnection connection, SessionQuery query, long now) => connection.All(
        $"""
        UPDATE sessions SET ended_at = $now
        WHERE ended_at IS NULL AND ($agent IS NULL OR agent = $agent) AND ($session IS NULL OR session_id = $session)
            AND ($project IS NULL OR project_id = $project) AND ($checkout IS NULL OR checkout = $checkout) AND ($pid IS NULL OR pid = $pid)
        RETURNING {Columns}
        """,
        Read,
        ("$now", now), ("$agent", query.Agent is { } agent ? Words.Of(agent) : null), ("$session", query.SessionId), ("$project", query.ProjectId),
        ("$checkout", query.Checkout), ("$pid", query.OwnerPid));

    /// <summary>Writes down that a session has ended.</summary>
    public static void End(RegistryConnection connection, SessionInfo session, long now) => connection.Execute(
        """
        UPDATE sessions SET ended_at = $now
        WHERE agent = $agent AND session_id = $session AND project_id = $project AND checkout = $checkout AND ended_at IS NULL
        """,
        ("$now", now), ("$agent", Words.Of(session.Agent)), ("$session", session.SessionId), ("$project", session.Project.ProjectId),
        ("$checkout", session.Project.Checkout));

    /// <summary>Reads all sessions of the checkouts that nobody has seen to since their sessions.</summary>
    public static List<SessionInfo> Unsettled(RegistryConnection connection) => connection.All(
        $"SELECT {Columns} FROM sessions s WHERE EXISTS (SELECT 1 FROM sessions o WHERE o.project_id = s.project_id AND o.checkout = s.checkout AND o.settled = 0)",
        Read);

    /// <summary>Remembers that somebody has seen to a checkout's services.</summary>
    public static void Settle(RegistryConnection connection, ProjectIdentity project) => connection.Execute(
        "UPDATE sessions SET settled = 1 WHERE project_id = $project AND checkout = $checkout AND ended_at IS NOT NULL AND settled = 0",
        ("$project", project.ProjectId), ("$checkout", project.Checkout));

    private static SessionInfo Read(Row row) => new()
    {
        Agent = Words.Agent(row.Text(0)),
        SessionId = row.Text(1),
        Project = new ProjectIdentity
        {
            ProjectId = row.Text(2),
            Checkout = row.Text(3),
            Name = row.Text(4),
            Root = row.Text(5),
            GitCommonDirectory = row.OptionalText(6),
        },
        Owner = row.OptionalInt32(7) is { } pid ? new SessionOwner(pid, row.OptionalInt64(8) ?? 0, row.OptionalText(9), row.OptionalText(10)) : null,
        StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(11)),
        SeenAt = DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(12)),
        ExpiresAt = row.OptionalInt64(13) is { } expires ? DateTimeOffset.FromUnixTimeMilliseconds(expires) : null,
        EndedAt = row.OptionalInt64(14) is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
        Grace = TimeSpan.FromMilliseconds(row.Int64(15)),
        StopPolicy = Words.StopPolicy(row.Text(16)),
    };
}
