using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// Keeps the logs that services write: beside each an index <c>NAME.log.index</c> of when it grew, and its head moved into archives
/// <c>NAME.FROM-TO.log</c> when it becomes too large. Wakes when a log is written to. Thread-safe.
/// </summary>
public sealed class LogKeeper : IAsyncDisposable
{
    private static readonly TimeSpan SafetyInterval = TimeSpan.FromSeconds(5);

    // A service that writes all the time gets so many index entries, not one for each line.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly LogChanges _changes = new(SafetyInterval);
    private readonly ConcurrentQueue<KeptLog> _added = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Task _work;

    /// <summary>Starts with no log.</summary>
    /// <param name="logger">Takes what goes wrong.</param>
    /// <param name="time">The clock; null means the system's.</param>
    public LogKeeper(ILogger? logger = null, TimeProvider? time = null)
    {
        _logger = logger ?? NullLogger.Instance;
        _time = time ?? TimeProvider.System;
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Keeps one more log; one that is kept already gets the new definition.</summary>
    /// <param name="path">The live file; neither it nor its folder need exist yet.</param>
    /// <param name="definition">When it is archived, how many archives stay, and where it is copied to.</param>
    public void Track(string path, LogDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var full = Path.GetFullPath(path);
        var copy = definition.File is { } target ? new LogCopy(full, target) : null;
        _added.Enqueue(new KeptLog(full, new LogIndexer(full, _time), new LogRotator(full, definition, _logger), copy, _logger));
        _changes.Wake();
    }

    /// <summary>Ends the keeping, once what was begun is done; the logs stay as they are.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_end.IsCancellationRequested) await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task WorkAsync()
    {
        var logs = new Dictionary<string, KeptLog>();
        try
        {
            while (true)
            {
                var changed = await _changes.WaitAsync(_end.Token).ConfigureAwait(false);
                while (_added.TryDequeue(out var added))
                {
                    added.Follow(logs.GetValueOrDefault(added.Path));
                    logs[added.Path] = added;
                    _changes.Add(added.Path);
                }

                foreach (var path in changed) logs[path].Update();
                if (changed.Count > 0) await Task.Delay(Pause, _end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            foreach (var log in logs.Values) log.Copy();
            await Task.WhenAll(logs.Values.Select(log => log.Rotation)).ConfigureAwait(false);
        }
        finally
        {
            _changes.Dispose();
        }
    }
}
