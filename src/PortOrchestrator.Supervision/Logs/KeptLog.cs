using Microsoft.Extensions.Logging;
using PortOrchestrator.Supervision.Logs.Files;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>One log of a keeper. For its loop only.</summary>
internal sealed class KeptLog(string path, LogIndexer indexer, LogRotator rotator, ILogger logger)
{
    private bool _failed;
    private bool _writingFails;
    private bool _toldLowDisk;

    public string Path => path;

    /// <summary>Everything before it is dropped when the keeping begins.</summary>
    public long ClearTo { get; init; }

    /// <summary>The further file that the log is written to, if there is one.</summary>
    public LogFileWriter? Writer { get; init; }

    /// <summary>The log's lines for that file.</summary>
    public LogFileSource? Source { get; init; }

    /// <summary>Told what the user should know.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>The archiving that runs, if any; it never fails.</summary>
    public Task Rotation { get; private set; } = Task.CompletedTask;

    /// <summary>The offset from which on nothing may be dropped, as it is not in the further file yet.</summary>
    public long Needed => Writer is null || _writingFails ? long.MaxValue : Writer.Written(Source!);

    /// <summary>Begins only when another keeping of the same log has ended its archiving.</summary>
    public void Begin(KeptLog? other)
    {
        Rotation = other?.Rotation ?? Task.CompletedTask;
        if (ClearTo > 0) Rotation = ClearAsync(Rotation);
    }

    public void Update(bool isDiskLow, CancellationToken cancellationToken)
    {
        _toldLowDisk &= isDiskLow;
        Try(indexer.Update);
        // Before the head may be dropped.
        Write(ended: false, cancellationToken);
        var needed = Needed;
        // Copies and waits for the disk, while the indexes of all go on.
        if (Rotation.IsCompleted) Rotation = Task.Run(() => Try(() => rotator.Rotate(needed, isDiskLow)), CancellationToken.None);
    }

    /// <summary>Drops everything that is there now, but what the further file does not have yet.</summary>
    /// <returns>How many bytes were dropped; it fails when they cannot be.</returns>
    public Task<long> EmptyAsync(CancellationToken cancellationToken)
    {
        Try(indexer.Update);
        Write(ended: false, cancellationToken);
        var emptying = EmptyAsync(Rotation, Needed);
        Rotation = emptying.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return emptying;
    }

    /// <summary>Writes the rest to the further file once the run is over.</summary>
    public void End(CancellationToken cancellationToken)
    {
        Try(indexer.Update);
        Write(ended: true, cancellationToken);
    }

    /// <summary>Writes what is new to the further file.</summary>
    public void Write(bool ended, CancellationToken cancellationToken)
    {
        if (Writer is null) return;
        try
        {
            Writer.Update(Source!, ended, cancellationToken);
            _writingFails = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (_writingFails) return;
            _writingFails = true;
            Log.FileFailed(logger, path, e.Message);
            Warn?.Invoke($"its output is not written to its log_location, which is tried again: {e.Message}");
        }
    }

    /// <summary>Tells, once until there is space again, that archives were dropped.</summary>
    public void TellLowDisk(string message)
    {
        if (_toldLowDisk) return;
        _toldLowDisk = true;
        Log.DiskLow(logger, path, message);
        Warn?.Invoke(message);
    }

    private async Task<long> EmptyAsync(Task before, long needed)
    {
        await before.ConfigureAwait(false);
        return await Task.Run(() => rotator.Empty(needed)).ConfigureAwait(false);
    }

    private async Task ClearAsync(Task before)
    {
        await before.ConfigureAwait(false);
        await Task.Run(() => Try(() => rotator.Clear(ClearTo))).ConfigureAwait(false);
    }

    /// <summary>Takes a step that may fail, which is told once; the default value is its result then.</summary>
    public T? Try<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_failed) Log.KeepingFailed(logger, path, e.Message);
            _failed = true;
            return default;
        }
    }

    private void Try(Action step) => Try(() =>
    {
        step();
        return true;
    });
}
