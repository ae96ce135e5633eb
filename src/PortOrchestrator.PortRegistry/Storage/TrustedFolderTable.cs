namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The folders that the user trusts with everything in them.</summary>
internal static class TrustedFolderTable
{
    public static bool Has(RegistryConnection connection, string path) =>
        connection.Number("SELECT 1 FROM trusted_folders WHERE path = $path", ("$path", path)) is not null;

    public static List<TrustedFolder> All(RegistryConnection connection) => connection.All(
        "SELECT path, trusted_at FROM trusted_folders ORDER BY path",
        static r => new TrustedFolder { Path = r.Text(0), TrustedAt = DateTimeOffset.FromUnixTimeMilliseconds(r.Int64(1)) });

    public static bool Add(RegistryConnection connection, string path, long now) => connection.Execute(
        "INSERT INTO trusted_folders (path, trusted_at) VALUES ($path, $now) ON CONFLICT DO NOTHING", ("$path", path), ("$now", now)) > 0;

    public static bool Delete(RegistryConnection connection, string path) =>
        connection.Execute("DELETE FROM trusted_folders WHERE path = $path", ("$path", path)) > 0;
}
