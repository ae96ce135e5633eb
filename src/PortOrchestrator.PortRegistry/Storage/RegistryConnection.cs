using Microsoft.Data.Sqlite;
using PortOrchestrator.PortRegistry.Interop;
using SQLitePCL;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>One SQLite connection with its prepared statements. Not thread-safe: its owner lets in one caller at a time.</summary>
internal sealed class RegistryConnection : IDisposable
{
    private readonly SqliteConnection _connection;

    // By reference: every statement is a constant of this assembly, and comparing long texts would cost more than running them.
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer.Instance);

    private readonly int _busyMilliseconds;

    private RegistryConnection(SqliteConnection connection, TimeSpan busySlice) =>
        (_connection, _busyMilliseconds) = (connection, (int)busySlice.TotalMilliseconds);

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
        var opened = new RegistryConnection(connection, busySlice);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, opened._busyMilliseconds);
            raw.sqlite3_extended_result_codes(connection.Handle, 1);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Waits for no disk from here on: for a file that is lost without harm when the power goes.</summary>
    public const string WithoutDisk = "PRAGMA synchronous = OFF";

    /// <summary>Begins a write transaction, at once or not at all.</summary>
    /// <returns>False when another connection holds the lock.</returns>
    public bool TryBegin()
    {
        raw.sqlite3_busy_timeout(_connection.Handle, 0);
        try
        {
            return TryRun("BEGIN IMMEDIATE");
        }
        finally
        {
            raw.sqlite3_busy_timeout(_connection.Handle, _busyMilliseconds);
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

    /// <summary>Runs a constant statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, SqlValue Value)> arguments)
    {
        var statement = Prepare(sql, arguments);
        try
        {
            while (statement.Step()) { }
            return raw.sqlite3_changes(_connection.Handle);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Reads the first row, or the default value when there is none.</summary>
    public T? First<T>(string sql, RowReader<T> row, params ReadOnlySpan<(string Name, SqlValue Value)> arguments)
    {
        var statement = Prepare(sql, arguments);
        try
        {
            return statement.Step() ? row(statement.Row) : default;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Reads one whole number; null when there is no row, or nothing in it.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, SqlValue Value)> arguments) =>
        First(sql, static r => r.OptionalInt64(0), arguments);

    /// <summary>Reads one text; null when there is no row, or nothing in it.</summary>
    public string? Text(string sql, params ReadOnlySpan<(string Name, SqlValue Value)> arguments) =>
        First(sql, static r => r.OptionalText(0), arguments);

    /// <summary>Reads all rows.</summary>
    public List<T> All<T>(string sql, RowReader<T> row, params ReadOnlySpan<(string Name, SqlValue Value)> arguments)
    {
        var statement = Prepare(sql, arguments);
        try
        {
            var rows = new List<T>();
            while (statement.Step()) rows.Add(row(statement.Row));
            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Begins a read whose rows are taken one by one. The caller resets the statement, and uses it for nothing else until then.</summary>
    public Statement Open(string sql, params ReadOnlySpan<(string Name, SqlValue Value)> arguments) => Prepare(sql, arguments);

    /// <summary>Whether the file's path now names another file, or none.</summary>
    public bool HasMoved => SqliteCalls.HasMoved(_connection.Handle!);

    /// <summary>Copies the whole database into another connection's.</summary>
    public void CopyTo(RegistryConnection target) => _connection.BackupDatabase(target._connection);

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
    }

    private Statement Prepare(string sql, ReadOnlySpan<(string Name, SqlValue Value)> arguments)
    {
        if (!_statements.TryGetValue(sql, out var statement)) _statements.Add(sql, statement = new Statement(_connection.Handle!, sql));
        statement.Bind(arguments);
        return statement;
    }
}
