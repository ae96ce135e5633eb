using Microsoft.Data.Sqlite;
using PortOrchestrator.PortRegistry.Changes;

namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>
/// The registry file: one connection that writes and one that reads, so that a reader never queues behind a writer that waits for
/// another process. Thread-safe.
/// </summary>
internal sealed class RegistryDatabase : IAsyncDisposable
{
    private readonly RegistryConnection _writer;
    private readonly RegistryConnection _reader;
    private readonly SemaphoreSlim _writeGate = new(1, 1);
    private readonly SemaphoreSlim _readGate;
    private readonly string _path;
    private readonly LockWait _wait;

    private bool _disposed;

    public RegistryDatabase(string path, RegistryConnection writer, RegistryConnection reader, LockWait wait)
    {
        (_path, _writer, _reader, _wait) = (path, writer, reader, wait);
        _readGate = ReferenceEquals(reader, writer) ? _writeGate : new SemaphoreSlim(1, 1);
    }

    /// <summary>Raised after every write, and by whoever learns of writes of others.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Runs one read. It costs microseconds and never waits for a writer, so it runs on the caller's thread when no other read does.</summary>
    public Task<T> ReadAsync<T>(Func<RegistryConnection, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        if (!_readGate.Wait(0, CancellationToken.None)) return ReadQueuedAsync(read, cancellationToken);
        try
        {
            return Task.FromResult(Read(read));
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
        finally
        {
            _readGate.Release();
        }
    }

    /// <summary>Runs one write transaction; nothing of it stays when it throws.</summary>
    /// <exception cref="OperationCanceledException">The call was cancelled before the transaction began, or by the work itself.</exception>
    public async Task<T> WriteAsync<T>(Func<RegistryConnection, T> write, CancellationToken cancellationToken)
    {
        var wanted = _wait.Wanted();
        await _writeGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            T result = default!;
            await _wait.RunAsync(() => TryWrite(write, wanted, out result), cancellationToken).ConfigureAwait(false);
            Changed.Raise();
            return result;
        }
        catch (Exception e) when (e is SqliteException or FormatException)
        {
            throw RegistryFailure.From(e, _path);
        }
        finally
        {
            _writeGate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writeGate.WaitAsync().ConfigureAwait(false);
        if (_readGate != _writeGate) await _readGate.WaitAsync().ConfigureAwait(false);
        if (!_disposed)
        {
            _disposed = true;
            _reader.Dispose();
            _writer.Dispose();
        }
        if (_readGate != _writeGate) _readGate.Release();
        _writeGate.Release();
    }

    private async Task<T> ReadQueuedAsync<T>(Func<RegistryConnection, T> read, CancellationToken cancellationToken)
    {
        await _readGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Read(read);
        }
        finally
        {
            _readGate.Release();
        }
    }

    private T Read<T>(Func<RegistryConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            return read(_reader);
        }
        catch (Exception e) when (e is SqliteException or FormatException)
        {
            throw RegistryFailure.From(e, _path);
        }
    }

    private bool TryWrite<T>(Func<RegistryConnection, T> write, long wanted, out T result)
    {
        result = default!;
        if (!_writer.TryBegin()) return false;
        _wait.Had(wanted);
        try
        {
            result = write(_writer);
            _writer.Run("COMMIT");
            return true;
        }
        catch
        {
            // SQLite has already rolled back after some errors (disk full); then this one has nothing to do and fails.
            try { _writer.TryRun("ROLLBACK"); }
            catch (SqliteException) { }
            throw;
        }
    }
}
