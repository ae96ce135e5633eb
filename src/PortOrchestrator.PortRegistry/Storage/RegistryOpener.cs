using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Storage.Recovery;
using PortOrchestrator.PortRegistry.Telemetry;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Opens the registry file, or a copy of it in memory when nothing may be changed.</summary>
internal sealed class RegistryOpener(string path, PortRegistryOptions options, ISocketTable sockets, ILogger logger, RegistryTelemetry? telemetry = null)
{
    private const int MostAttempts = 4;

    // Twice SQLite's own 1,000 pages: whoever moves the log into the file waits for the disk, and all others for it.
    private const string CheckpointRarely = "PRAGMA wal_autocheckpoint = 2000";

    // In KiB: a file with 10,000 ports does not fit in SQLite's own 2,000. What is not needed is not taken.
    private const string KeepPages = "PRAGMA cache_size = -8000";

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
        catch (Exception e) when (RegistryFailure.IsExpected(e))
        {
            throw RegistryFailure.From(e, path, options.ReadOnly);
        }
    }

    /// <summary>Opens the file again, because it was damaged or another took its place.</summary>
    /// <param name="files">The files.</param>
    /// <param name="suspect">Whether somebody met damage in it.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    public async Task<RegistryConnection> ReconnectAsync(RegistryFiles files, bool suspect, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(files, suspect, cancellationToken).ConfigureAwait(false);
        if (!suspect) logger.Reopened(path);
        return connection;
    }

    /// <summary>Opens a second connection to a file that is open.</summary>
    /// <returns>Null when another file took its place, or none.</returns>
    public async Task<RegistryConnection?> OpenReaderAsync(RegistryFiles files, CancellationToken cancellationToken)
    {
        RegistryConnection? reader = null;
        var follows = false;
        try
        {
            reader = await Task.Run(() => Open(files), cancellationToken).ConfigureAwait(false);
            await _wait.RunAsync(() => NotBusy(() => JournalMode.TryFollow(reader)), cancellationToken).ConfigureAwait(false);
            follows = !reader.HasMoved;
            return follows ? reader : null;
        }
        catch (SqliteException e) when (IsGone(e, files))
        {
            return null;
        }
        finally
        {
            if (!follows) reader?.Dispose();
        }
    }

    /// <summary>Opens the file itself, after creating or repairing it where that is needed.</summary>
    /// <param name="files">The files.</param>
    /// <param name="suspect">Whether somebody met damage in it.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    private async Task<RegistryConnection> ConnectAsync(RegistryFiles files, bool suspect, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Task.Run(() => Prepare(files), cancellationToken).ConfigureAwait(false);
                if (suspect || files.IsMissingOrEmpty) await RepairAsync(files, suspect, cancellationToken).ConfigureAwait(false);
                if (await ConnectOnceAsync(files, cancellationToken).ConfigureAwait(false) is { } connection) return connection;
                if (attempt == MostAttempts) throw new IOException("Other processes replace the file again and again.");
            }
            catch (SqliteException e) when (attempt < MostAttempts && (SqliteErrors.IsDamage(e) || IsGone(e, files)))
            {
                suspect = SqliteErrors.IsDamage(e);
            }
            catch (SqliteException e) when (attempt < MostAttempts && SqliteErrors.IsWithoutSharedMemory(e))
            {
                await _wait.RunAsync(() => NotBusy(() => JournalMode.TryLeaveWal(files.Path)), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Puts a good file in the place of one that is missing or damaged.</summary>
    /// <param name="files">The files.</param>
    /// <param name="suspect">Whether somebody met damage in it.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    public Task RepairAsync(RegistryFiles files, bool suspect, CancellationToken cancellationToken) =>
        new RegistryRepair(files, Backup(files), sockets, _wait, options.TimeProvider, logger).RunAsync(suspect, cancellationToken);

    /// <summary>Makes what keeps the backup while the file is open.</summary>
    public BackupKeeper KeepBackup(RegistryFiles files, Func<CancellationToken, Task> repair) => new(Backup(files), repair, options.TimeProvider);

    private RegistryBackup Backup(RegistryFiles files) => new(files, options.TimeProvider, logger);

    private async Task<RegistryDatabase> OpenFileAsync(CancellationToken cancellationToken)
    {
        var files = RegistryFiles.Of(path);
        return new RegistryDatabase(path, await ConnectAsync(files, suspect: false, cancellationToken).ConfigureAwait(false), _wait, this, files);
    }

    private async Task<RegistryConnection?> ConnectOnceAsync(RegistryFiles files, CancellationToken cancellationToken)
    {
        var depth = UncleanEnd.IsLikely(files, Backup(files), options.TimeProvider.GetUtcNow()) ? CheckDepth.Pages : CheckDepth.Shape;
        var connection = await Task.Run(() => Open(files), cancellationToken).ConfigureAwait(false);
        var connected = false;
        try
        {
            var isWal = true;
            await _wait.RunAsync(() => NotBusy(() => TrySetUp(connection, files, depth, out isWal)), cancellationToken).ConfigureAwait(false);
            if (!isWal) logger.NoWriteAheadLog(path);
            // A connection opens the log at its first read, by name: had the file been replaced in between, it would be another file's log.
            connected = !connection.HasMoved;
            return connected ? connection : null;
        }
        finally
        {
            if (!connected) connection.Dispose();
        }
    }

    private static RegistryConnection Open(RegistryFiles files) => RegistryConnection.Open(files.Path, SqliteOpenMode.ReadWrite, LockWait.Slice);

    private bool TrySetUp(RegistryConnection writer, RegistryFiles files, CheckDepth depth, out bool isWal)
    {
        isWal = true;
        DamageCheck.Demand(writer, depth);
        if (writer.HasMoved) return true;
        if (JournalMode.TrySet(writer, files.Path) is not { } mode) return false;
        isWal = mode;
        writer.Run("PRAGMA synchronous = NORMAL");
        writer.Run(CheckpointRarely);
        writer.Run(KeepPages);
        return TryMigrate(writer);
    }

    private void Prepare(RegistryFiles files)
    {
        if (Directory.Exists(files.Path)) throw new IOException("It is a folder.");
        PrivateFile.CreateFolder(files.Folder);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(files.Folder) & (UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)) != 0)
            logger.FolderOpenToOthers(files.Folder);
        if (!File.Exists(files.Path)) return;
        RegistryCopy.RefuseNewer(files);
        PrivateFile.Restrict(files.Path);
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
        var copy = RegistryCopy.InMemory(RegistryFiles.Of(path));
        try
        {
            TryMigrate(copy);
            return new RegistryDatabase(path, copy, _wait);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    // Between its being set aside and the next one's taking its place.
    private static bool IsGone(SqliteException e, RegistryFiles files) => SqliteErrors.CannotOpen(e) && !File.Exists(files.Path);

    private static bool NotBusy(Func<bool> attempt)
    {
        try
        {
            return attempt();
        }
        catch (SqliteException e) when (SqliteErrors.IsBusy(e))
        {
            return false;
        }
    }
}
