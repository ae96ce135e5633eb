using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>Tells a sound registry file from a damaged one, and from another program's.</summary>
internal static class DamageCheck
{
    /// <summary>Marks a SQLite file as a port registry ("POrg"); files of earlier versions have 0.</summary>
    public const int ApplicationId = 0x504F7267;

    /// <summary>Looks for damage.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="depth">How closely.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    /// <exception cref="SqliteException">SQLite cannot read the file at all.</exception>
    public static string? Problem(RegistryConnection connection, CheckDepth depth) => Foreign(connection) ?? Truncated(connection) ?? depth switch
    {
        CheckDepth.Pages => Verdict(connection.Text("PRAGMA quick_check(1)")),
        CheckDepth.Everything => Verdict(connection.Text("PRAGMA integrity_check(1)")),
        _ => null,
    };

    /// <summary>Throws what SQLite itself would, had it noticed.</summary>
    public static void Demand(RegistryConnection connection, CheckDepth depth)
    {
        if (Problem(connection, depth) is { } problem) throw new SqliteException(problem, raw.SQLITE_CORRUPT);
    }

    private static string? Verdict(string? found) => found == "ok" ? null : found ?? "its pages cannot be read";

    private static string? Foreign(RegistryConnection connection)
    {
        var application = connection.Number("PRAGMA application_id");
        if (application is not (0 or ApplicationId)) return "it is another program's database";
        var version = Schema.Read(connection);
        if (version > Schema.Version) return null;
        if (version < 0) return FormattableString.Invariant($"its schema has the number {version}");
        var tables = connection.Number("SELECT count(*) FROM sqlite_schema WHERE type = 'table'");
        var ours = connection.Number("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('checkouts', 'claims', 'meta')");
        return version == 0 ? tables == 0 ? null : "it is another program's database" : ours == 3 ? null : "it has not the tables of a port registry";
    }

    // Pages beyond the end are noticed by SQLite only when somebody asks for one of them.
    private static string? Truncated(RegistryConnection connection)
    {
        var file = connection.Text("SELECT file FROM pragma_database_list WHERE name = 'main'");
        if (string.IsNullOrEmpty(file) || new FileInfo(file + "-wal") is { Exists: true, Length: > 0 }) return null;
        var expected = connection.Number("PRAGMA page_count") * connection.Number("PRAGMA page_size");
        var length = new FileInfo(file).Length;
        return length < expected ? FormattableString.Invariant($"it has {length} of its {expected} bytes") : null;
    }
}
