using Microsoft.Data.Sqlite;
using PortOrchestrator.PortRegistry.Changes;
using PortOrchestrator.PortRegistry.Storage.Recovery;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>
/// The registry file: one connection that writes, and reads while it has nothing to write, since what it wrote is still in its memory; and
/// another that reads when the first is not free, so that a reader never queues behind a writer that waits for another process. Thread-safe.
/// </summary>
internal sealed class RegistryDatabase : IAsyncDisposable
{
    private const int MostReopenings = 3;

    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(5);

    private readonly RegistryOpener? _opener;
    private readonly RegistryFiles? _files;
    private readonly BackupKeeper? _keeper;
    private readonly SemaphoreSlim _writeGate = new(1, 1);
    private readonly SemaphoreSlim _readGate = new(1, 1);
    private readonly string _path;
    private readonly LockWait _wait;

    private RegistryConnection? _writer;
    private RegistryConnection? _reader;
    private bool _disposed;

    /// <summary>Takes over a connection.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="writer">The connection.</param>
    /// <param name="wait">How to wait for locks.</param>
    /// <param name="opener">Opens the file again when it was damaged or replaced; null for a copy in memory.</param>
    /// <param name="files">The files; null for a copy in memory.</param>
    public RegistryDatabase(
        string path, RegistryConnection writer, LockWait wait, RegistryOpener? opener = null, RegistryFiles? files = null)
    {
        (_path, _writer, _wait, _opener, _files) = (path, writer, wait, opener, files);
        _keeper = files is null ? null : opener?.KeepBackup(files, RepairAsync);
    }

    /// <summary>Raised after every write, and by whoever learns of writes of others.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Runs one read. It costs microseconds and never waits for another process, so it runs on the caller's thread when a connection is free.</summary>
    public Task<T> ReadAsync<T>(Func<RegistryConnection, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        if (_writeGate.Wait(0, CancellationToken.None))
        {
            try
            {
                if (ReadAtOnce(_writer, read) is { } answered) return answered;
            }
            finally
            {
                _writeGate.Release();
            }
        }
        else if (_opener is not null && _readGate.Wait(0, CancellationToken.None))
        {
            try
            {
                if (ReadAtOnce(_reader, read) is { } answered) return answered;
            }
            finally
            {
                _readGate.Release();
            }
        }
        return ReadQueuedAsync(read, cancellationToken);
    }

    /// <summary>Runs one write transaction; nothing of it stays when it throws.</summary>
    /// <exception cref="OperationCanceledException">The call was cancelled before the transaction began, or by the work itself.</exception>
    public async Task<T> WriteAsync<T>(Func<RegistryConnection, T> write, CancellationToken cancellationToken)
    {
        var wanted = _wait.Wanted();
        await _writeGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var reopenings = 0; ; reopenings++)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                var damaged = false;
                try
                {
                    T result = default!;
                    var moved = _writer is null;
                    if (_writer is { } writer) await _wait.RunAsync(() => TryWrite(writer, write, wanted, out result, out moved), cancellationToken).ConfigureAwait(false);
                    if (!moved)
                    {
                        _keeper?.Written();
                        Changed.Raise();
                        return result;
                    }
                }
                catch (SqliteException e) when (_opener is not null && SqliteErrors.IsDamage(e) && reopenings < MostReopenings)
                {
                    damaged = true;
                }
                await ReopenAsync(damaged, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (RegistryFailure.IsExpected(e))
        {
            throw RegistryFailure.From(e, _path, IsCopy);
        }
        finally
        {
            _writeGate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _keeper?.Dispose();
        await _writeGate.WaitAsync().ConfigureAwait(false);
        await _readGate.WaitAsync().ConfigureAwait(false);
        if (!_disposed)
        {
            _disposed = true;
            var damaged = _keeper is not null && await _keeper.FinishAsync().ConfigureAwait(false);
            _reader?.Dispose();
            _writer?.Dispose();
            if (damaged) await RepairClosedAsync().ConfigureAwait(false);
        }
        _readGate.Release();
        _writeGate.Release();
    }

    /// <summary>Does what a call does that meets damage.</summary>
    private async Task RepairAsync(CancellationToken cancellationToken)
    {
        await _writeGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_disposed) await ReopenAsync(damaged: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (RegistryFailure.IsExpected(e))
        {
            throw RegistryFailure.From(e, _path);
        }
        finally
        {
            _writeGate.Release();
        }
    }

    private async Task RepairClosedAsync()
    {
        try
        {
            using var over = new CancellationTokenSource(LastWait);
            await _opener!.RepairAsync(_files!, suspect: true, over.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or RegistryException || RegistryFailure.IsExpected(e))
        {
            // Who opens the file next meets the damage too, and has somebody to tell.
        }
    }

    /// <returns>Null when the slower way has to deal with it.</returns>
    private Task<T>? ReadAtOnce<T>(RegistryConnection? connection, Func<RegistryConnection, T> read)
    {
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return connection is null || IsStale(connection) ? null : Task.FromResult(read(connection));
        }
        catch (Exception e) when (!IsPassing(e))
        {
            return Task.FromException<T>(e is SqliteException or FormatException ? RegistryFailure.From(e, _path, IsCopy) : e);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private Task<T> ReadQueuedAsync<T>(Func<RegistryConnection, T> read, CancellationToken cancellationToken) =>
        _opener is null ? ReadCopyAsync(read, cancellationToken) : ReadFileAsync(_opener, read, cancellationToken);

    private async Task<T> ReadCopyAsync<T>(Func<RegistryConnection, T> read, CancellationToken cancellationToken)
    {
        await _writeGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ReadAtOnce(_writer, read)!.ConfigureAwait(false);
        }
        finally
        {
            _writeGate.Release();
        }
    }

    private async Task<T> ReadFileAsync<T>(RegistryOpener opener, Func<RegistryConnection, T> read, CancellationToken cancellationToken)
    {
        for (var reopenings = 0; ; reopenings++)
        {
            var damaged = false;
            RegistryConnection? seen;
            await _readGate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                seen = _reader;
                T result = default!;
                if (seen is null || !IsStale(seen))
                {
                    seen = _reader ??= await opener.OpenReaderAsync(_files!, cancellationToken).ConfigureAwait(false);
                    if (seen is { } reader)
                    {
                        await _wait.RunAsync(() => TryRead(reader, read, out result), cancellationToken).ConfigureAwait(false);
                        return result;
                    }
                }
            }
            catch (SqliteException e) when (SqliteErrors.IsDamage(e) && reopenings < MostReopenings)
            {
                (damaged, seen) = (true, _reader);
            }
            catch (Exception e) when (e is SqliteException or FormatException)
            {
                throw RegistryFailure.From(e, _path, IsCopy);
            }
            finally
            {
                _readGate.Release();
            }
            await _writeGate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (!_disposed && ReferenceEquals(seen, _reader)) await ReopenAsync(damaged, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (RegistryFailure.IsExpected(e))
            {
                throw RegistryFailure.From(e, _path);
            }
            finally
            {
                _writeGate.Release();
            }
        }
    }

    /// <summary>Replaces the connections; the caller has the write gate.</summary>
    private async Task ReopenAsync(bool damaged, CancellationToken cancellationToken)
    {
        await _readGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _reader?.Dispose();
            _writer?.Dispose();
            (_reader, _writer) = (null, null);
            _writer = await _opener!.ReconnectAsync(_files!, damaged, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _readGate.Release();
        }
    }

    private bool IsCopy => _opener is null;

    private bool IsStale(RegistryConnection connection) => _opener is not null && connection.HasMoved;

    private bool IsPassing(Exception e) => _opener is not null && (SqliteErrors.IsDamage(e) || SqliteErrors.IsBusy(e));

    // Without a write-ahead log a reader meets the writers' locks.
    private static bool TryRead<T>(RegistryConnection reader, Func<RegistryConnection, T> read, out T result)
    {
        result = default!;
        try
        {
            result = read(reader);
            return true;
        }
        catch (SqliteException e) when (SqliteErrors.IsBusy(e))
        {
            return false;
        }
    }

    private bool TryWrite<T>(RegistryConnection writer, Func<RegistryConnection, T> write, long wanted, out T result, out bool moved)
    {
        (result, moved) = (default!, false);
        if (IsStale(writer)) return moved = true;
        if (!writer.TryBegin()) return false;
        _wait.Had(wanted);
        try
        {
            result = write(writer);
            if (!writer.TryRun("COMMIT"))
            {
                writer.TryRun("ROLLBACK");
                return false;
            }
            // What went into a file that was set aside meanwhile is not written: it is done again, in the new one.
            moved = IsStale(writer);
            return true;
        }
        catch
        {
            // SQLite has already rolled back after some errors (disk full); then this one has nothing to do and fails.
            try { writer.TryRun("ROLLBACK"); }
            catch (SqliteException) { }
            throw;
        }
    }
}
