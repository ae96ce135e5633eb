using System.Collections.Concurrent;
using System.Threading.Channels;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Tells one reader which of some logs were written to. Their folders need not exist yet.</summary>
internal sealed class LogChanges(TimeSpan safetyInterval) : IDisposable
{
    // Only for file systems that report no changes, and where the system has no watches left.
    private static readonly TimeSpan DefaultSafetyInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UnwatchedInterval = TimeSpan.FromMilliseconds(200);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<string, bool> _changed = new();
    private readonly Dictionary<string, FolderWatch> _watches = [];

    public LogChanges(IEnumerable<string> paths) : this(DefaultSafetyInterval)
    {
        foreach (var path in paths) Add(path);
    }

    /// <summary>Watches one more; it counts as changed. For the one reader only.</summary>
    public void Add(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!_watches.TryGetValue(folder, out var watch)) _watches.Add(folder, watch = new FolderWatch(folder, name => Mark(folder, name)));
        watch.Add(Path.GetFileName(path));
        _changed[path] = true;
        Wake();
    }

    /// <summary>Ends the wait, also when nothing changed. Thread-safe.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Waits until some were written to, or may have been, or <see cref="Wake"/> was called.</summary>
    public async Task<List<string>> WaitAsync(CancellationToken cancellationToken)
    {
        var interval = _watches.Values.All(watch => watch.IsWatching) ? safetyInterval : UnwatchedInterval;
        var woken = await WokenAsync(interval, cancellationToken).ConfigureAwait(false);
        _wake.Reader.TryRead(out _);
        foreach (var watch in _watches.Values) watch.MoveCloser();
        var changed = new List<string>();
        foreach (var path in _changed.Keys)
        {
            // What is written from here on marks the log again.
            if (_changed.TryUpdate(path, false, true) || !woken) changed.Add(path);
        }

        return changed;
    }

    public void Dispose()
    {
        foreach (var watch in _watches.Values) watch.Dispose();
    }

    private async Task<bool> WokenAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        try
        {
            return await _wake.Reader.WaitToReadAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Mark(string folder, string? name)
    {
        if (name is not null)
        {
            // Archives and indexes change in this folder, too.
            if (!_changed.TryUpdate(Path.Combine(folder, name), true, false)) return;
        }
        else
        {
            foreach (var path in _changed.Keys) _changed[path] = true;
        }

        Wake();
    }
}
