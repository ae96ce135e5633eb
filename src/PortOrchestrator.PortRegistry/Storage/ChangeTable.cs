namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>What happened to claims; triggers write it down and keep the latest 10,000.</summary>
internal static class ChangeTable
{
    /// <summary>The number of the latest change; 0 when there was none.</summary>
    public static long Last(RegistryConnection connection) => connection.Number("SELECT max(sequence) FROM changes") ?? 0;

    /// <summary>Reads the changes after a number, oldest first.</summary>
    public static List<PortChange> After(RegistryConnection connection, long sequence, int atMost) => connection.All(
        """
        SELECT sequence, at, kind, port, protocol, project, project_id, checkout, service, name, replica
        FROM changes WHERE sequence > $after ORDER BY sequence LIMIT $most
        """,
        static r => new PortChange
        {
            Sequence = r.Int64(0),
            At = DateTimeOffset.FromUnixTimeMilliseconds(r.Int64(1)),
            Kind = Words.ChangeKind(r.Text(2)),
            Port = r.Int32(3),
            Project = r.Text(5),
            Key = new PortKey
            {
                Protocol = Words.Protocol(r.Text(4)),
                ProjectId = r.Text(6),
                Checkout = r.Text(7),
                Service = r.Text(8),
                Name = r.Text(9),
                Replica = r.Int32(10),
            },
        },
        ("$after", sequence), ("$most", atMost));
}
