namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Who keeps the leases.</summary>
internal static class LeaseTable
{
    /// <summary>Adds an owner to a lease, or renews it.</summary>
    public static void Add(RegistryConnection connection, long claim, LeaseOwner owner, Moment now) => connection.Execute(
        """
        INSERT OR REPLACE INTO lease_owners (claim_id, pid, started, boot_id, pid_namespace, expires_tick, expires_at)
        VALUES ($claim, $pid, $started, $boot, $namespace, $tick, $at)
        """,
        ("$claim", claim), ("$pid", owner.Process?.Pid ?? 0), ("$started", owner.Process?.Started ?? 0), ("$boot", now.BootId),
        ("$namespace", owner.Process?.PidNamespace ?? ""), ("$tick", now.Tick + (long?)owner.TimeToLive?.TotalMilliseconds),
        ("$at", now.Wall + (long?)owner.TimeToLive?.TotalMilliseconds));

    /// <summary>Takes one process's part of a lease away.</summary>
    /// <returns>Whether others keep it.</returns>
    public static bool Drop(RegistryConnection connection, long claim, OwnerIdentity process)
    {
        connection.Execute(
            "DELETE FROM lease_owners WHERE claim_id = $claim AND pid = $pid AND started = $started",
            ("$claim", claim), ("$pid", process.Pid), ("$started", process.Started));
        return connection.Number("SELECT 1 FROM lease_owners WHERE claim_id = $claim LIMIT 1", ("$claim", claim)) is not null;
    }

    /// <summary>Whether nothing keeps a lease any more.</summary>
    public static bool IsOver(RegistryConnection connection, long claim, IOwnerInspector owners, Moment now) =>
        Keepers(connection, claim).TrueForAll(k => k.IsOver(owners, now));

    /// <summary>Takes away what keeps a lease no more.</summary>
    public static void DropOver(RegistryConnection connection, long claim, IOwnerInspector owners, Moment now)
    {
        foreach (var keeper in Keepers(connection, claim).FindAll(k => k.IsOver(owners, now)))
        {
            connection.Execute(
                "DELETE FROM lease_owners WHERE claim_id = $claim AND pid = $pid AND started = $started AND boot_id = $boot AND pid_namespace = $namespace",
                ("$claim", claim), ("$pid", keeper.Process?.Pid ?? 0), ("$started", keeper.Process?.Started ?? 0), ("$boot", keeper.BootId),
                ("$namespace", keeper.Process?.PidNamespace ?? ""));
        }
    }

    /// <summary>Makes a lease stable.</summary>
    public static void Clear(RegistryConnection connection, long claim) =>
        connection.Execute("DELETE FROM lease_owners WHERE claim_id = $claim", ("$claim", claim));

    private static List<LeaseKeeper> Keepers(RegistryConnection connection, long claim) => connection.All(
        "SELECT pid, started, boot_id, pid_namespace, expires_tick, expires_at FROM lease_owners WHERE claim_id = $claim",
        static r => new LeaseKeeper(
            r.Int32(0) == 0 ? null : new OwnerIdentity(r.Int32(0), r.Int64(1), OrNull(r.Text(2)), OrNull(r.Text(3))),
            r.Text(2), r.OptionalInt64(4), r.OptionalInt64(5)),
        ("$claim", claim));

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
