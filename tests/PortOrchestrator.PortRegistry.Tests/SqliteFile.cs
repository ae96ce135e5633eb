using Microsoft.Data.Sqlite;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Looks at the registry file, or gets in its way, as another program would.</summary>
internal static class SqliteFile
{
    /// <summary>Opens a connection that holds the write lock until it is disposed.</summary>
    public static SqliteConnection LockForWriting(string path)
    {
        var connection = Open(path);
        Run(connection, "BEGIN IMMEDIATE");
        return connection;
    }

    public static void Run(string path, string sql)
    {
        using var connection = Open(path);
        Run(connection, sql);
    }

    public static List<string> Query(string path, string sql)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i).ToString())));
        return rows;
    }

    public static SqliteConnection Open(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
