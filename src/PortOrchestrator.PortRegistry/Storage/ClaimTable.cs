using Microsoft.Data.Sqlite;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Reads and writes claims.</summary>
internal static class ClaimTable
{
    private const string Live =
        """
        SELECT c.claim_id, c.shared, c.port, c.protocol, k.name, k.project_id, k.checkout, k.root, c.service, c.name, c.replica, c.mode,
               c.wanted, c.allocated_at, s.state, s.health, s.pid, c.external
        FROM claims c
        JOIN checkouts k USING (checkout_id)
        LEFT JOIN service_states s USING (checkout_id, service, replica)
        WHERE c.released_at IS NULL

        """;

    private const string OfKey =
        """
        AND k.project_id = $project AND k.checkout = $checkout AND c.service = $service AND c.name = $name AND c.replica = $replica
        AND c.protocol = $protocol
        """;

    private const string LiveOfKey = Live + OfKey;

    private const string LiveOfPort = Live + "AND c.port = $port AND c.protocol = $protocol ORDER BY c.shared, c.claim_id";

    private const string LiveMatching = Live +
        """
        AND ($project IS NULL OR k.project_id = $project) AND ($checkout IS NULL OR k.checkout = $checkout)
        AND ($service IS NULL OR c.service = $service) AND ($name IS NULL OR c.name = $name)
        AND ($port IS NULL OR c.port = $port) AND ($protocol IS NULL OR c.protocol = $protocol)
        ORDER BY c.port, c.protocol, c.shared, c.claim_id
        """;

    public static Claim? Find(RegistryConnection connection, PortKey key) => connection.First(
        LiveOfKey, Row, ("$project", key.ProjectId), ("$checkout", key.Checkout), ("$service", key.Service), ("$name", key.Name),
        ("$replica", key.Replica), ("$protocol", Words.Of(key.Protocol)));

    /// <summary>Reads the claims on a port: the one that holds it, then those that share it.</summary>
    public static List<Claim> OnPort(RegistryConnection connection, int port, PortProtocol protocol) =>
        connection.All(LiveOfPort, Row, ("$port", port), ("$protocol", Words.Of(protocol)));

    public static List<Claim> Matching(RegistryConnection connection, PortQuery query) => connection.All(
        LiveMatching, Row, ("$project", query.ProjectId), ("$checkout", query.Checkout), ("$service", query.Service), ("$name", query.Name),
        ("$port", query.Port), ("$protocol", query.Protocol is { } p ? Words.Of(p) : null));

    /// <summary>Reads the port that an owner had before it was released.</summary>
    public static int? LastPort(RegistryConnection connection, PortKey key) => connection.Scalar(
        "SELECT c.port FROM claims c JOIN checkouts k USING (checkout_id) WHERE c.released_at IS NOT NULL " + OfKey,
        ("$project", key.ProjectId), ("$checkout", key.Checkout), ("$service", key.Service), ("$name", key.Name), ("$replica", key.Replica),
        ("$protocol", Words.Of(key.Protocol))) is long port ? (int)port : null;

    /// <summary>Tells what of the registry speaks against giving a port to an owner.</summary>
    public static PortObstacle Obstacle(RegistryConnection connection, int port, PortKey key, long checkout, long now) =>
        (PortObstacle)(long)connection.Scalar(
            """
            SELECT CASE
                WHEN EXISTS (SELECT 1 FROM claims WHERE port = $port AND protocol = $protocol AND released_at IS NULL) THEN 1
                WHEN EXISTS (SELECT 1 FROM quarantine WHERE port = $port AND protocol = $protocol AND until > $now AND former_owner <> $owner) THEN 2
                WHEN EXISTS (SELECT 1 FROM claims WHERE wanted = $port AND protocol = $protocol AND released_at IS NULL
                             AND NOT (checkout_id = $checkout AND service = $service AND name = $name)) THEN 3
                ELSE 0 END
            """,
            ("$port", port), ("$protocol", Words.Of(key.Protocol)), ("$now", now), ("$owner", QuarantineTable.Owner(key)),
            ("$checkout", checkout), ("$service", key.Service), ("$name", key.Name))!;

    public static void Insert(RegistryConnection connection, ClaimDraft draft, long now) => connection.Execute(
        """
        INSERT INTO claims (checkout_id, service, name, replica, protocol, port, mode, wanted, shared, external, allocated_at,
            owner_pid, owner_started, owner_boot_id, owner_pid_namespace)
        VALUES ($checkout, $service, $name, $replica, $protocol, $port, $mode, $wanted, $shared, $external, $now,
            $pid, $started, $boot, $namespace)
        ON CONFLICT (checkout_id, service, name, replica, protocol) DO UPDATE SET
            port = excluded.port, mode = excluded.mode, wanted = excluded.wanted, shared = excluded.shared, external = excluded.external,
            allocated_at = excluded.allocated_at, released_at = NULL, owner_pid = excluded.owner_pid,
            owner_started = excluded.owner_started, owner_boot_id = excluded.owner_boot_id,
            owner_pid_namespace = excluded.owner_pid_namespace
        """,
        ("$checkout", draft.Checkout), ("$service", draft.Key.Service), ("$name", draft.Key.Name), ("$replica", draft.Key.Replica),
        ("$protocol", Words.Of(draft.Key.Protocol)), ("$port", draft.Port), ("$mode", Words.Of(draft.Mode)), ("$wanted", draft.Wanted),
        ("$shared", draft.Shared ? 1 : 0), ("$external", draft.External ? 1 : 0), ("$now", now), ("$pid", draft.Owner.Pid),
        ("$started", draft.Owner.Started), ("$boot", draft.Owner.BootId), ("$namespace", draft.Owner.PidNamespace));

    /// <summary>Notes that the same port is now asked for in another way.</summary>
    public static void Restate(RegistryConnection connection, long claim, PortMode mode, int? wanted) => connection.Execute(
        "UPDATE claims SET mode = $mode, wanted = $wanted WHERE claim_id = $claim",
        ("$claim", claim), ("$mode", Words.Of(mode)), ("$wanted", wanted));

    /// <summary>Notes that no stranger is on the port any more.</summary>
    public static void Own(RegistryConnection connection, long claim) =>
        connection.Execute("UPDATE claims SET external = 0 WHERE claim_id = $claim", ("$claim", claim));

    /// <summary>Releases a claim. When it held the port, the oldest sharer holds it from now on.</summary>
    /// <returns>Whether the port is free now.</returns>
    public static bool Release(RegistryConnection connection, Claim claim, long now)
    {
        connection.Execute("UPDATE claims SET released_at = $now, shared = 0 WHERE claim_id = $claim", ("$claim", claim.Id), ("$now", now));
        if (claim.Shared) return false;
        if (OnPort(connection, claim.Allocation.Port, claim.Allocation.Protocol) is not [var heir, ..]) return true;
        connection.Execute("UPDATE claims SET shared = 0 WHERE claim_id = $claim", ("$claim", heir.Id));
        return false;
    }

    private static Claim Row(SqliteDataReader r) => new(
        r.GetInt64(0),
        new PortAllocation
        {
            Port = r.GetInt32(2),
            Protocol = Words.Protocol(r.GetString(3)),
            Project = r.GetString(4),
            ProjectId = r.GetString(5),
            Checkout = r.GetString(6),
            Root = r.GetString(7),
            Service = r.GetString(8),
            Name = r.GetString(9),
            Replica = r.GetInt32(10),
            Mode = Words.Mode(r.GetString(11)),
            Wanted = r.IsDBNull(12) ? null : r.GetInt32(12),
            AllocatedAt = DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(13)),
            State = r.IsDBNull(14) ? null : Words.State(r.GetString(14)),
            Health = r.IsDBNull(15) ? null : Words.Health(r.GetString(15)),
            Pid = r.IsDBNull(16) ? null : r.GetInt32(16),
        },
        r.GetInt64(1) != 0,
        r.GetInt64(17) != 0);
}
