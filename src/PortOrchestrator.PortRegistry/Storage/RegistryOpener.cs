using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Telemetry;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Opens the registry file, or a copy of it in memory when nothing may be changed.</summary>
internal sealed class RegistryOpener(string path, PortRegistryOptions options, ILogger logger, RegistryTelemetry? telemetry = null)
{
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly LockWait _wait = new(path, options.LockTimeout, options.TimeProvider, logger, telemetry);

    public async Task<RegistryDatabase> OpenAsync(CancellationToken cancellationToken)
    {
        SQLitePCL.Batteries_V2.Init();
        try
        {
            return options.ReadOnly
                ? await Task.Run(OpenCopy, cancellationToken).ConfigureAwait(false)
                : await OpenFileAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException
            or PortOrchestratorException { Code: ErrorCode.StateUnavailable })
        {
            throw RegistryFailure.From(e, path);
        }
    }

    private async Task<RegistryDatabase> OpenFileAsync(CancellationToken cancellationToken)
    {
        var writer = await Task.Run(Connect, cancellationToken).ConfigureAwait(false);
        try
        {
            // The switch to WAL answers "busy" at once, without the busy handler, while another process is making it.
            await _wait.RunAsync(() => IsWal(writer) || writer.TryRun("PRAGMA journal_mode = WAL"), cancellationToken).ConfigureAwait(false);
            if (!IsWal(writer)) logger.NoWriteAheadLog(path);
            writer.Run("PRAGMA synchronous = NORMAL");
            await _wait.RunAsync(() => TryMigrate(writer), cancellationToken).ConfigureAwait(false);
            return new RegistryDatabase(path, writer, RegistryConnection.Open(path, SqliteOpenMode.ReadWrite, LockWait.Slice), _wait);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private RegistryConnection Connect()
    {
        if (Directory.Exists(path)) throw new IOException("It is a folder.");
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder)) StatePaths.CreatePrivateFolder(folder);
        if (File.Exists(path)) RefuseNewer();
        var connection = RegistryConnection.Open(path, SqliteOpenMode.ReadWriteCreate, LockWait.Slice);
        // Still empty: before anybody turns on WAL, whose side files take over the mode. By path, not by an open file: closing a second
        // descriptor of the file would drop the locks that SQLite holds in this process.
        if (!OperatingSystem.IsWindows() && new FileInfo(path).Length == 0) File.SetUnixFileMode(path, PrivateFile);
        return connection;
    }

    /// <summary>Looks at the version before a connection that could write (a checkpoint when it closes) touches the file.</summary>
    private void RefuseNewer()
    {
        int version;
        try
        {
            using var peek = OpenUnchanging();
            version = Schema.Read(peek);
        }
        catch (SqliteException)
        {
            return;
        }
        if (version > Schema.Version) throw RegistryFailure.TooNew(path, version);
    }

    private bool TryMigrate(RegistryConnection connection)
    {
        var version = Schema.Read(connection);
        if (version > Schema.Version) throw RegistryFailure.TooNew(path, version);
        if (version == Schema.Version) return true;
        if (!connection.TryBegin()) return false;
        try
        {
            version = Schema.Read(connection);
            if (version > Schema.Version) throw RegistryFailure.TooNew(path, version);
            Schema.Migrate(connection, version, options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds());
            connection.Run("COMMIT");
        }
        catch
        {
            connection.TryRun("ROLLBACK");
            throw;
        }
        logger.Migrated(path, version, Schema.Version);
        return true;
    }

    private RegistryDatabase OpenCopy()
    {
        var copy = RegistryConnection.Open(":memory:", SqliteOpenMode.Memory, LockWait.Slice);
        try
        {
            if (Directory.Exists(path)) throw new IOException("It is a folder.");
            if (File.Exists(path) && new FileInfo(path).Length > 0)
            {
                using var file = OpenUnchanging();
                file.CopyTo(copy);
            }
            TryMigrate(copy);
            return new RegistryDatabase(path, copy, copy, _wait);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>A read-only connection makes the two side files of a WAL database when they are missing, unless it may take the file as it lies.</summary>
    private RegistryConnection OpenUnchanging() => RegistryConnection.Open(
        File.Exists(path + "-wal") ? path : new Uri(path).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly, LockWait.Slice);

    private static bool IsWal(RegistryConnection connection) => connection.Text("PRAGMA journal_mode") is "wal";
}
