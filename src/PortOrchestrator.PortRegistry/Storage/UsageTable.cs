namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Who holds how many ports.</summary>
internal static class UsageTable
{
    private const int Named = 5;

    /// <summary>Reads the checkouts that hold most of a range, most first.</summary>
    public static List<PortUsage> Top(RegistryConnection connection, PortProtocol protocol, PortRange range) => connection.All(
        """
        SELECT k.name, k.checkout, k.root, count(*) AS held FROM claims c JOIN checkouts k USING (checkout_id)
        WHERE c.released_at IS NULL AND c.shared = 0 AND c.protocol = $protocol AND c.port BETWEEN $first AND $last
        GROUP BY c.checkout_id ORDER BY held DESC, k.name, k.checkout LIMIT $named
        """,
        static r => new PortUsage(r.Text(0), r.Text(1), r.Text(2), r.Int32(3)),
        ("$protocol", Words.Of(protocol)), ("$first", range.First), ("$last", range.Last), ("$named", Named));
}
