namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Freed ports that rest before another owner may be given them. A restart of the system ends every rest.</summary>
internal static class QuarantineTable
{
    public static void Add(RegistryConnection connection, int port, PortProtocol protocol, PortKey formerOwner, Moment now, TimeSpan rest) => connection.Execute(
        "INSERT OR REPLACE INTO quarantine (port, protocol, former_owner, boot_id, until_tick) VALUES ($port, $protocol, $owner, $boot, $until)",
        ("$port", port), ("$protocol", Words.Of(protocol)), ("$owner", Owner(formerOwner)), ("$boot", now.BootId),
        ("$until", now.Tick + (long)rest.TotalMilliseconds));

    /// <summary>Forgets what has rested long enough.</summary>
    public static void Expire(RegistryConnection connection, Moment now) => connection.Execute(
        // Where the system tells no boot id, an end that is days away is of an earlier boot.
        "DELETE FROM quarantine WHERE boot_id <> $boot OR until_tick <= $now OR until_tick > $now + 86400000",
        ("$boot", now.BootId), ("$now", now.Tick));

    /// <summary>Names an owner in one text.</summary>
    public static string Owner(PortKey key) =>
        string.Join('\n', key.ProjectId, key.Checkout, key.Service, key.Name, key.Replica.ToString(null, null), Words.Of(key.Protocol));
}
