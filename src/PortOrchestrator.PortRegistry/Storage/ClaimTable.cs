namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Reads and writes claims.</summary>
internal static class ClaimTable
{
    private const string Live =
        """
        SELECT c.claim_id, c.shared, c.external, c.port, c.mode, c.wanted, c.allocated_at, c.persistence, s.state, s.health, s.pid,
               x.claim_id, x.address, x.pid, x.command, x.user_name,
               (SELECT max(o.pid) FROM lease_owners o WHERE o.claim_id = c.claim_id),
               k.name, k.root, c.protocol, k.project_id, k.checkout, c.service, c.name, c.replica,
               s.pid_started, s.boot_id, s.pid_namespace
        FROM claims c
        JOIN checkouts k USING (checkout_id)
        LEFT JOIN service_states s USING (checkout_id, service, replica)
        LEFT JOIN conflicts x ON x.claim_id = c.claim_id
        WHERE c.released_at IS NULL

        """;

    private const string LiveOfKey = Live +
        """
        AND k.project_id = $project AND k.checkout = $checkout AND c.service = $service AND c.name = $name AND c.replica = $replica
        AND c.protocol = $protocol
        """;

    // SQLite does not see by itself that every live claim on a port stands in one index or the other.
    private const string LiveOfPort = Live +
        """
        AND c.claim_id IN (
            SELECT claim_id FROM claims INDEXED BY claims_live_port WHERE port = $port AND protocol = $protocol AND released_at IS NULL AND shared = 0
            UNION ALL
            SELECT claim_id FROM claims INDEXED BY claims_sharing WHERE port = $port AND protocol = $protocol AND released_at IS NULL AND shared = 1)
        ORDER BY c.shared, c.claim_id
        """;

    private const string LiveMatching = Live +
        """
        AND ($project IS NULL OR k.project_id = $project) AND ($checkout IS NULL OR k.checkout = $checkout)
        AND ($service IS NULL OR c.service = $service) AND ($name IS NULL OR c.name = $name)
        AND ($port IS NULL OR c.port = $port) AND ($protocol IS NULL OR c.protocol = $protocol)
        ORDER BY c.port, c.protocol, c.shared, c.claim_id
        """;

    private const string LiveLeases = Live + "AND c.persistence <> 'stable' ORDER BY c.port, c.protocol, c.claim_id";

    public static Claim? Find(RegistryConnection connection, PortKey key) => connection.First(
        LiveOfKey, r => ClaimRow.Read(r, key), ("$project", key.ProjectId), ("$checkout", key.Checkout), ("$service", key.Service),
        ("$name", key.Name), ("$replica", key.Replica), ("$protocol", Words.Of(key.Protocol)));

    /// <summary>Reads the claims on a port: the one that holds it, then those that share it.</summary>
    public static List<Claim> OnPort(RegistryConnection connection, int port, PortProtocol protocol) =>
        connection.All(LiveOfPort, ClaimRow.Read, ("$port", port), ("$protocol", Words.Of(protocol)));

    public static List<Claim> Matching(RegistryConnection connection, PortQuery query) => connection.All(
        LiveMatching, ClaimRow.Read, ("$project", query.ProjectId), ("$checkout", query.Checkout), ("$service", query.Service), ("$name", query.Name),
        ("$port", query.Port), ("$protocol", query.Protocol is { } p ? Words.Of(p) : null));

    /// <summary>Reads the claims that last only as long as something keeps them.</summary>
    public static List<Claim> Leases(RegistryConnection connection) => connection.All(LiveLeases, ClaimRow.Read);

    /// <summary>Reads the port that an owner has, or had before it was released; null when it never had one.</summary>
    public static (int Port, bool IsLive)? Trace(RegistryConnection connection, long checkout, PortKey key) => connection.First<(int, bool)?>(
        """
        SELECT port, released_at IS NULL FROM claims
        WHERE checkout_id = $checkout AND service = $service AND name = $name AND replica = $replica AND protocol = $protocol
        """,
        static r => (r.Int32(0), r.Int32(1) != 0), ("$checkout", checkout), ("$service", key.Service), ("$name", key.Name),
        ("$replica", key.Replica), ("$protocol", Words.Of(key.Protocol)));

    /// <summary>Reads the names that a service's ports have, or had, in any checkout of its project.</summary>
    public static List<string> Names(RegistryConnection connection, string projectId, string service) => connection.All(
        "SELECT DISTINCT c.name FROM claims c JOIN checkouts k USING (checkout_id) WHERE k.project_id = $project AND c.service = $service",
        static r => r.Text(0), ("$project", projectId), ("$service", service));

    /// <summary>Whether another owner asks for this very port, though it has another one now.</summary>
    public static bool IsWanted(RegistryConnection connection, int port, PortKey key, long checkout) => connection.Number(
        """
        SELECT 1 FROM claims WHERE wanted = $port AND protocol = $protocol AND released_at IS NULL
        AND NOT (checkout_id = $checkout AND service = $service AND name = $name) LIMIT 1
        """,
        ("$port", port), ("$protocol", Words.Of(key.Protocol)), ("$checkout", checkout), ("$service", key.Service), ("$name", key.Name)) is not null;

    /// <summary>Writes a claim.</summary>
    /// <returns>Its row id.</returns>
    public static long Insert(RegistryConnection connection, ClaimDraft draft, long now) => connection.Number(
        """
        INSERT INTO claims (checkout_id, service, name, replica, protocol, port, mode, wanted, shared, external, persistence, allocated_at,
            owner_pid, owner_started, owner_boot_id, owner_pid_namespace)
        VALUES ($checkout, $service, $name, $replica, $protocol, $port, $mode, $wanted, $shared, $external, $persistence, $now,
            $pid, $started, $boot, $namespace)
        ON CONFLICT (checkout_id, service, name, replica, protocol) DO UPDATE SET
            port = excluded.port, mode = excluded.mode, wanted = excluded.wanted, shared = excluded.shared, external = excluded.external,
            persistence = excluded.persistence, collected = 0, allocated_at = excluded.allocated_at, released_at = NULL,
            owner_pid = excluded.owner_pid, owner_started = excluded.owner_started, owner_boot_id = excluded.owner_boot_id,
            owner_pid_namespace = excluded.owner_pid_namespace
        RETURNING claim_id
        """,
        ("$checkout", draft.Checkout), ("$service", draft.Key.Service), ("$name", draft.Key.Name), ("$replica", draft.Key.Replica),
        ("$protocol", Words.Of(draft.Key.Protocol)), ("$port", draft.Port), ("$mode", Words.Of(draft.Mode)), ("$wanted", draft.Wanted),
        ("$shared", draft.Shared), ("$external", draft.External), ("$persistence", Words.Of(draft.Persistence)), ("$now", now),
        ("$pid", draft.Owner.Pid), ("$started", draft.Owner.Started), ("$boot", draft.Owner.BootId), ("$namespace", draft.Owner.PidNamespace))!.Value;

    /// <summary>Notes that the same port is now asked for in another way.</summary>
    public static void Restate(RegistryConnection connection, long claim, PortMode mode, int? wanted) => connection.Execute(
        "UPDATE claims SET mode = $mode, wanted = $wanted WHERE claim_id = $claim",
        ("$claim", claim), ("$mode", Words.Of(mode)), ("$wanted", wanted));

    /// <summary>Notes how long a claim lasts from now on.</summary>
    public static void Persist(RegistryConnection connection, long claim, PortPersistence persistence) => connection.Execute(
        "UPDATE claims SET persistence = $persistence WHERE claim_id = $claim", ("$claim", claim), ("$persistence", Words.Of(persistence)));

    /// <summary>Notes that no stranger is on the port any more.</summary>
    public static void Own(RegistryConnection connection, long claim) =>
        connection.Execute("UPDATE claims SET external = 0 WHERE claim_id = $claim", ("$claim", claim));

    /// <summary>Releases a claim. When it held the port, the oldest sharer holds it from now on.</summary>
    /// <returns>Whether the port is free now.</returns>
    public static bool Release(RegistryConnection connection, Claim claim, long now, bool collected)
    {
        connection.Execute(
            "UPDATE claims SET released_at = $now, shared = 0, collected = $collected WHERE claim_id = $claim",
            ("$claim", claim.Id), ("$now", now), ("$collected", collected));
        if (claim.Shared) return false;
        if (OnPort(connection, claim.Allocation.Port, claim.Allocation.Protocol) is not [var heir, ..]) return true;
        connection.Execute("UPDATE claims SET shared = 0 WHERE claim_id = $claim", ("$claim", heir.Id));
        return false;
    }
}
