using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Storage.Recovery;
using PortOrchestrator.PortRegistry.Telemetry;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Opens the registry file, or a copy of it in memory when nothing may be changed.</summary>
internal sealed class RegistryOpener(string path, PortRegistryOptions options, ISocketTable sockets, ILogger logger, RegistryTelemetry? telemetry = null)
{
    private const int MostRepairs = 3;

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

    /// <summary>Opens the file itself, after creating or repairing it where that is needed.</summary>
    /// <param name="files">The files.</param>
    /// <param name="suspect">Whether somebody met damage in it.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    public async Task<(RegistryConnection Writer, RegistryConnection Reader)> ConnectAsync(RegistryFiles files, bool suspect, CancellationToken cancellationToken)
    {
        for (var repairs = 0; ; repairs++)
        {
            try
            {
                await Task.Run(() => Prepare(files), cancellationToken).ConfigureAwait(false);
                if (suspect || files.IsMissingOrEmpty)
                    await new RegistryRepair(files, Backup(files), sockets, _wait, options.TimeProvider, logger).RunAsync(suspect, cancellationToken).ConfigureAwait(false);
                return await ConnectOnceAsync(files, cancellationToken).ConfigureAwait(false);
            }
            catch (SqliteException e) when (DamageCheck.IsDamage(e) && repairs < MostRepairs)
            {
                suspect = true;
            }
        }
    }

    public RegistryBackup Backup(RegistryFiles files) => new(files, options.TimeProvider, logger);

    private async Task<RegistryDatabase> OpenFileAsync(CancellationToken cancellationToken)
    {
        var files = RegistryFiles.Of(path);
        var (writer, reader) = await ConnectAsync(files, suspect: false, cancellationToken).ConfigureAwait(false);
        return new RegistryDatabase(path, writer, reader, _wait, this, files);
    }

    private async Task<(RegistryConnection Writer, RegistryConnection Reader)> ConnectOnceAsync(RegistryFiles files, CancellationToken cancellationToken)
    {
        var writer = await Task.Run(() => RegistryConnection.Open(files.Path, SqliteOpenMode.ReadWrite, LockWait.Slice), cancellationToken).ConfigureAwait(false);
        try
        {
            DamageCheck.Demand(writer, thorough: false);
            // The switch to WAL answers "busy" at once, without the busy handler, while another process is making it.
            await _wait.RunAsync(() => IsWal(writer) || writer.TryRun("PRAGMA journal_mode = WAL"), cancellationToken).ConfigureAwait(false);
            if (!IsWal(writer))
            {
                logger.NoWriteAheadLog(path);
                await _wait.RunAsync(() => writer.TryRun("PRAGMA journal_mode = TRUNCATE"), cancellationToken).ConfigureAwait(false);
            }
            writer.Run("PRAGMA synchronous = NORMAL");
            await _wait.RunAsync(() => TryMigrate(writer), cancellationToken).ConfigureAwait(false);
            return (writer, RegistryConnection.Open(files.Path, SqliteOpenMode.ReadWrite, LockWait.Slice));
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private void Prepare(RegistryFiles files)
    {
        if (Directory.Exists(files.Path)) throw new IOException("It is a folder.");
        if (Path.GetDirectoryName(files.Path) is { Length: > 0 } folder)
        {
            if (!Directory.Exists(folder)) StatePaths.CreatePrivateFolder(folder);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & (UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)) != 0) logger.FolderOpenToOthers(folder);
        }
        if (!File.Exists(files.Path)) return;
        RefuseNewer();
        RegistryFiles.MakePrivate(files.Path);
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
