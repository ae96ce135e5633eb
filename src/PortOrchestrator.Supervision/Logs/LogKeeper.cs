using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.Supervision.Logs.Files;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// Keeps the logs that services write: beside each an index <c>NAME.log.index</c> of when it grew, its head moved into archives
/// <c>NAME.FROM-TO.log</c> when it becomes too large, and its lines written to the further file that was asked for. Wakes when a log is written to. Thread-safe.
/// </summary>
public sealed class LogKeeper : IAsyncDisposable
{
    /// <summary>How many bytes of disk stay free unless something else is said: 256 MiB.</summary>
    public const long DefaultMinFreeBytes = 256L * 1024 * 1024;

    private static readonly TimeSpan SafetyInterval = TimeSpan.FromSeconds(5);

    // A service that writes all the time gets so many index entries, not one for each line.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ArchivedLogs _archived = new();
    private readonly LogChanges _changes = new(SafetyInterval);
    private readonly ConcurrentQueue<Action> _requests = new();
    private readonly Dictionary<string, KeptLog> _logs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogFileWriter> _files = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private readonly LogDisk _disk;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Task _work;

    /// <summary>Starts with no log.</summary>
    /// <param name="logger">Takes what goes wrong.</param>
    /// <param name="time">The clock; null means the system's.</param>
    /// <param name="minFreeBytes">How many bytes of the logs' disk stay free: below that, archives are dropped early; 0 for none.</param>
    public LogKeeper(ILogger? logger = null, TimeProvider? time = null, long minFreeBytes = DefaultMinFreeBytes)
        : this(logger, time, new LogDisk(minFreeBytes, time ?? TimeProvider.System))
    {
    }

    internal LogKeeper(ILogger? logger, TimeProvider? time, LogDisk disk)
    {
        _logger = logger ?? NullLogger.Instance;
        _time = time ?? TimeProvider.System;
        _disk = disk;
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Keeps one more log; one that is kept already gets the new definition and run.</summary>
    /// <param name="log">The log.</param>
    public void Track(TrackedLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        _requests.Enqueue(() => Add(log));
        _changes.Wake();
    }

    /// <summary>Says that the run of a service is over: a last line without an end will not get one.</summary>
    /// <param name="log">As it was given to <see cref="Track"/>.</param>
    public void EndRun(TrackedLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        _requests.Enqueue(() => EndRunOf(log));
        _changes.Wake();
    }

    /// <summary>Drops everything that a log has now, archives included; whoever writes it writes on. What a further file does not have yet stays.</summary>
    /// <param name="path">The live file, whether or not it is kept here.</param>
    /// <returns>How many bytes were dropped; the task fails when they cannot be.</returns>
    internal Task<long> ClearAsync(string path)
    {
        var reply = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests.Enqueue(() => _ = AnswerAsync(reply, Find(path)?.EmptyAsync(_end.Token) ?? Task.Run(() => LogClearing.Clear(path))));
        _changes.Wake();
        return reply.Task;
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
        try
        {
            while (true)
            {
                var changed = await _changes.WaitAsync(_end.Token).ConfigureAwait(false);
                HandleRequests();
                foreach (var path in changed) Update(_logs[path]);
                if (changed.Count > 0) await Task.Delay(Pause, _end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            HandleRequests();
            foreach (var log in _logs.Values) log.Write(ended: false, _end.Token);
            await Task.WhenAll(_logs.Values.Select(log => log.Rotation).Concat(_files.Values.Select(file => file.Settling))).ConfigureAwait(false);
        }
        finally
        {
            _changes.Dispose();
        }
    }

    private static async Task AnswerAsync(TaskCompletionSource<long> reply, Task<long> clearing)
    {
        try
        {
            reply.SetResult(await clearing.ConfigureAwait(false));
        }
        catch (Exception e)
        {
            reply.SetException(e);
        }
    }

    private void HandleRequests()
    {
        while (_requests.TryDequeue(out var request)) request();
    }

    private void Update(KeptLog log) => log.Update(log.Try(() => _disk.IsLow(Path.GetDirectoryName(log.Path)!, _logs.Values)), _end.Token);

    private void Add(TrackedLog log)
    {
        var sources = new List<LogFileSource> { new(Path.GetFullPath(log.Path), log.Name, log.Replica, isError: false, log.RunStart) };
        if (log.ErrorPath is { } errors) sources.Add(new LogFileSource(Path.GetFullPath(errors), log.Name, log.Replica, isError: true, log.ErrorRunStart));
        var writer = log.Definition.File is { } file ? WriterOf(file, sources, log) : null;
        foreach (var source in sources)
        {
            var kept = new KeptLog(source.Path, new LogIndexer(source.Path, _time), new LogRotator(source.Path, log.Definition, _logger, archived: _archived) { Warn = log.Warn }, _logger)
            {
                Writer = writer,
                Source = source,
                Warn = log.Warn,
                ClearTo = log.Definition.ClearOnStart ? source.RunStart : 0,
            };
            kept.Begin(_logs.GetValueOrDefault(source.Path));
            _logs[source.Path] = kept;
            _changes.Add(source.Path);
        }
    }

    private LogFileWriter? WriterOf(LogFileDefinition file, List<LogFileSource> sources, TrackedLog log)
    {
        try
        {
            if (!_files.TryGetValue(file.Path, out var writer))
                _files[file.Path] = writer = new LogFileWriter(file, Path.GetDirectoryName(sources[0].Path)!, _time);
            writer.Begin(file, sources, clear: log.Definition.ClearOnStart && !file.IsShared, _end.Token);
            return writer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.FileFailed(_logger, log.Path, e.Message);
            log.Warn?.Invoke($"its output is not written to '{file.Path}': {e.Message}");
            return null;
        }
    }

    private void EndRunOf(TrackedLog log)
    {
        // Whoever tracks a later run has set another beginning, and with it the end of this one.
        if (Find(log.Path) is { } output && output.Source!.RunStart == log.RunStart) output.End(_end.Token);
        if (log.ErrorPath is { } path && Find(path) is { } errors && errors.Source!.RunStart == log.ErrorRunStart) errors.End(_end.Token);
    }

    private KeptLog? Find(string path) => _logs.GetValueOrDefault(Path.GetFullPath(path));
}
