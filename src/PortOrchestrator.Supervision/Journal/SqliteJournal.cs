using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PortOrchestrator.Supervision.Journal;

/// <summary>The journal in a SQLite file of mode 0600. One writer at a time; readers may look on.</summary>
public sealed partial class SqliteJournal : IJournal
{
    // 2: a specification has a column of its own, and environments share variables
    private const int SchemaVersion = 2;

    // SQLITE_READONLY_RECOVERY
    private const int NeedsRecovery = 776;

    private readonly SqliteConnection _connection;

    private readonly bool _writes;

    private SqliteJournal(SqliteConnection connection, bool writes) => (_connection, _writes) = (connection, writes);

    /// <summary>Opens the journal, creating file and folder when they do not exist.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PortOrchestratorException">The file cannot be used (<see cref="ErrorCode.StateUnavailable"/>).</exception>
    public static SqliteJournal Open(string path)
    {
        StatePaths.CreatePrivateFolder(Path.GetDirectoryName(path)!);
        CreatePrivateFile(path);
        return Connect(path, SqliteOpenMode.ReadWriteCreate, connection =>
        {
            RefuseNewer(connection, path);
            // Nothing is lost with a new file but the time to wait for the disk: the processes that it tells of go with the power too.
            if (new FileInfo(path).Length == 0) Execute(connection, "PRAGMA synchronous=OFF");
            Execute(connection, "PRAGMA journal_mode=WAL");
            Execute(connection, $"""
                BEGIN IMMEDIATE;
                CREATE TABLE IF NOT EXISTS instances (name TEXT PRIMARY KEY, position INTEGER NOT NULL, entry TEXT NOT NULL, spec TEXT);
                CREATE INDEX IF NOT EXISTS instances_position ON instances (position);
                CREATE TABLE IF NOT EXISTS shared_variables (id TEXT PRIMARY KEY, variables TEXT NOT NULL);
                CREATE TABLE IF NOT EXISTS scales (service TEXT PRIMARY KEY, written INTEGER NOT NULL, wanted INTEGER NOT NULL);
                CREATE TABLE IF NOT EXISTS configuration_watch (id INTEGER PRIMARY KEY CHECK (id = 1), watch TEXT NOT NULL);
                PRAGMA user_version={SchemaVersion};
                COMMIT;
                PRAGMA synchronous=NORMAL;
                """);
            if (Scalar(connection, "SELECT 1 FROM pragma_table_info('instances') WHERE name = 'spec'") is null)
                Execute(connection, "ALTER TABLE instances ADD COLUMN spec TEXT");
        });
    }

    /// <summary>Reads the entries of a journal without changing anything; none when there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PortOrchestratorException">The file cannot be read (<see cref="ErrorCode.StateUnavailable"/>).</exception>
    public static IReadOnlyList<JournalEntry> Read(string path)
    {
        return ReadFrom<IReadOnlyList<JournalEntry>>(path, static journal => journal.Load()) ?? [];
    }

    /// <summary>Reads the numbers of copies that were asked for, without changing anything; none when there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PortOrchestratorException">The file cannot be read (<see cref="ErrorCode.StateUnavailable"/>).</exception>
    public static IReadOnlyList<ReplicaScale> ReadScales(string path)
    {
        return ReadFrom<IReadOnlyList<ReplicaScale>>(path, static journal => journal.LoadScales()) ?? [];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ReplicaScale> LoadScales()
    {
        try
        {
            // A journal of an earlier version has no such table until a supervisor opens it.
            if (Scalar(_connection, "SELECT 1 FROM sqlite_master WHERE name = 'scales'") is null) return [];
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT service, written, wanted FROM scales ORDER BY service";
            using var reader = command.ExecuteReader();
            var scales = new List<ReplicaScale>();
            while (reader.Read()) scales.Add(new ReplicaScale(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)));
            return scales;
        }
        catch (SqliteException e)
        {
            throw Unusable(_connection.DataSource, e);
        }
    }

    /// <inheritdoc/>
    public void SaveScales(IReadOnlyCollection<ReplicaScale> scales)
    {
        using var transaction = _connection.BeginTransaction();
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "DELETE FROM scales";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO scales (service, written, wanted) VALUES ($service, $written, $wanted)";
        var service = command.Parameters.Add("$service", SqliteType.Text);
        var written = command.Parameters.Add("$written", SqliteType.Integer);
        var wanted = command.Parameters.Add("$wanted", SqliteType.Integer);
        foreach (var scale in scales)
        {
            (service.Value, written.Value, wanted.Value) = (scale.Service, scale.Written, scale.Wanted);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Remove(IReadOnlyCollection<string> names)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "DELETE FROM instances WHERE name = $name";
        var parameter = command.Parameters.Add("$name", SqliteType.Text);
        foreach (var name in names)
        {
            parameter.Value = name;
            command.ExecuteNonQuery();
            _specs.Remove(name);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_writes) LeaveOneFile();
        _connection.Dispose();
    }

    // A reader of a file in WAL mode would leave two more files beside it.
    private void LeaveOneFile()
    {
        try
        {
            Execute(_connection, "PRAGMA busy_timeout=0; PRAGMA journal_mode=DELETE");
        }
        catch (SqliteException)
        {
            // Somebody reads at this very moment; the file is as good in WAL mode.
        }
    }

    private static T? ReadFrom<T>(string path, Func<SqliteJournal, T> read)
    {
        if (!File.Exists(path)) return default;
        try
        {
            return With(SqliteOpenMode.ReadOnly);
        }
        catch (PortOrchestratorException e) when (e.InnerException is SqliteException { SqliteExtendedErrorCode: NeedsRecovery })
        {
            // Its writer was killed in the middle of a write, which only a connection that may write can put right.
            return With(SqliteOpenMode.ReadWrite);
        }

        T With(SqliteOpenMode mode)
        {
            using var journal = Connect(path, mode, connection => RefuseNewer(connection, path));
            return read(journal);
        }
    }

    private static SqliteJournal Connect(string path, SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        // Behind a load context of a host, finding the native library by reflection does not work.
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout=5000");
            prepare(connection);
            return new SqliteJournal(connection, mode == SqliteOpenMode.ReadWriteCreate);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Unusable(path, e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static PortOrchestratorException Unusable(string path, Exception problem) => new(
        ErrorCode.StateUnavailable,
        $"Cannot use the journal '{path}': {problem.Message}. Make the folder writable; if the file is damaged, move it away while nothing runs.",
        problem);

    private static void RefuseNewer(SqliteConnection connection, string path)
    {
        var version = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version <= SchemaVersion) return;
        throw new PortOrchestratorException(
            ErrorCode.SchemaTooNew,
            $"The journal '{path}' was written by a newer version of portorch (schema {version}, this one knows {SchemaVersion}). Update portorch.");
    }

    private static void CreatePrivateFile(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path)) return;
        try
        {
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite | FileShare.Delete,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PortOrchestratorException(
                ErrorCode.StateUnavailable,
                $"Cannot create the journal '{path}': {e.Message} Make the folder writable, or set PORTORCHESTRATOR_HOME to one that is.",
                e);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
