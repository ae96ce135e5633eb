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

    /// <summary>Makes a lease stable.</summary>
    public static void Clear(RegistryConnection connection, long claim) =>
        connection.Execute("DELETE FROM lease_owners WHERE claim_id = $claim", ("$claim", claim));
}
