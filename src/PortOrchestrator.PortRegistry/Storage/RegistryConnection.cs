using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>One SQLite connection with its prepared statements. Not thread-safe: its owner lets in one caller at a time.</summary>
internal sealed class RegistryConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    private RegistryConnection(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a connection.</summary>
    /// <param name="dataSource">A path, a <c>file:</c> URI or <c>:memory:</c>.</param>
    /// <param name="mode">What may be done with it.</param>
    /// <param name="busySlice">How long SQLite itself waits for a lock before it says busy.</param>
    public static RegistryConnection Open(string dataSource, SqliteOpenMode mode, TimeSpan busySlice)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = dataSource,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            // The provider's own retry sleeps 150 ms at a time; PRAGMA busy_timeout does the waiting, and this is the smallest cap there is.
            DefaultTimeout = 1,
        }.ToString());
        var opened = new RegistryConnection(connection);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, (int)busySlice.TotalMilliseconds);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement without the provider's retries.</summary>
    /// <returns>False when another connection holds the lock.</returns>
    public bool TryRun(string sql)
    {
        var code = raw.sqlite3_exec(_connection.Handle, sql);
        if (code == raw.SQLITE_OK) return true;
        if ((code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED) return false;
        throw new SqliteException(raw.sqlite3_errmsg(_connection.Handle).utf8_to_string(), code & 0xff, code);
    }

    /// <summary>Runs statements that take no arguments; the transaction's lock is already held.</summary>
    public void Run(string sql)
    {
        if (!TryRun(sql)) throw new SqliteException($"The database is locked: {sql}", raw.SQLITE_BUSY);
    }

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> arguments) => Bind(sql, arguments).ExecuteNonQuery();

    /// <summary>Reads one value, null when there is no row.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> arguments) =>
        Bind(sql, arguments).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>Reads the first row, or the default value when there is none.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        using var reader = Bind(sql, arguments).ExecuteReader();
        return reader.Read() ? row(reader) : default;
    }

    /// <summary>Reads all rows.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        using var reader = Bind(sql, arguments).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    /// <summary>Copies the whole database into another connection's.</summary>
    public void CopyTo(RegistryConnection target) => _connection.BackupDatabase(target._connection);

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in arguments) command.Parameters.Add(new SqliteParameter { ParameterName = name });
            _commands.Add(sql, command);
        }
        for (var i = 0; i < arguments.Length; i++) command.Parameters[i].Value = arguments[i].Value ?? DBNull.Value;
        return command;
    }
}
