namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Who was last seen on ports that are not theirs.</summary>
internal static class ConflictTable
{
    /// <summary>Records a holder, unless the claim has been released or has got another port since it was looked at.</summary>
    public static void Put(RegistryConnection connection, Claim claim, PortHolder holder, long now) => connection.Execute(
        """
        INSERT INTO conflicts (claim_id, address, pid, command, user_name, seen_at)
        SELECT claim_id, $address, $pid, $command, $user, $now FROM claims WHERE claim_id = $claim AND released_at IS NULL AND port = $port
        ON CONFLICT (claim_id) DO UPDATE SET
            address = excluded.address, pid = excluded.pid, command = excluded.command, user_name = excluded.user_name, seen_at = excluded.seen_at
        """,
        ("$claim", claim.Id), ("$port", claim.Allocation.Port), ("$address", holder.Address), ("$pid", holder.Pid), ("$command", holder.Command),
        ("$user", holder.User), ("$now", now));

    /// <summary>Notes that the holder is gone.</summary>
    public static void Delete(RegistryConnection connection, Claim claim) =>
        connection.Execute("DELETE FROM conflicts WHERE claim_id = $claim", ("$claim", claim.Id));
}
