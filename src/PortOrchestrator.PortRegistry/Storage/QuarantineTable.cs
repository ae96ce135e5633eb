namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Freed ports that rest before another owner may be given them.</summary>
internal static class QuarantineTable
{
    public static void Add(RegistryConnection connection, int port, PortProtocol protocol, PortKey formerOwner, long until)
    {
        connection.Execute(
            "INSERT OR REPLACE INTO quarantine (port, protocol, former_owner, until) VALUES ($port, $protocol, $owner, $until)",
            ("$port", port), ("$protocol", Words.Of(protocol)), ("$owner", Owner(formerOwner)), ("$until", until));
    }

    /// <summary>Forgets what has rested long enough.</summary>
    public static void Expire(RegistryConnection connection, long now) => connection.Execute(
        // An end that is days away was written before the clock was set back.
        "DELETE FROM quarantine WHERE until <= $now OR until > $now + 86400000", ("$now", now));

    /// <summary>Names an owner in one text.</summary>
    public static string Owner(PortKey key) =>
        string.Join('\n', key.ProjectId, key.Checkout, key.Service, key.Name, key.Replica.ToString(null, null), Words.Of(key.Protocol));
}
