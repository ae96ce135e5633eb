using System.Threading.Channels;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Tells one reader which of some logs were written to. Their folders need not exist yet.</summary>
internal sealed class LogChanges : IDisposable
{
    // Only for file systems that report no changes, and where the system has no watches left.
    private static readonly TimeSpan SafetyInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UnwatchedInterval = TimeSpan.FromMilliseconds(200);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly int[] _changed;
    private readonly List<FolderWatch> _watches = [];

    public LogChanges(IReadOnlyList<string> paths)
    {
        _changed = new int[paths.Count];
        foreach (var group in Enumerable.Range(0, paths.Count).GroupBy(i => Path.GetDirectoryName(paths[i])!))
        {
            var files = group.ToLookup(i => Path.GetFileName(paths[i]));
            var all = group.ToArray();
            _watches.Add(new FolderWatch(group.Key, name => Mark(name is null ? all : files[name])));
        }
    }

    /// <summary>Waits until some were written to, or may have been.</summary>
    /// <returns>Their numbers.</returns>
    public async Task<List<int>> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var interval = _watches.TrueForAll(watch => watch.IsWatching) ? SafetyInterval : UnwatchedInterval;
            if (!await WokenAsync(interval, cancellationToken).ConfigureAwait(false)) Mark(Enumerable.Range(0, _changed.Length));
            _wake.Reader.TryRead(out _);
            foreach (var watch in _watches) watch.MoveCloser();
            var changed = new List<int>();
            for (var i = 0; i < _changed.Length; i++)
            {
                if (Interlocked.Exchange(ref _changed[i], 0) != 0) changed.Add(i);
            }

            if (changed.Count > 0) return changed;
        }
    }

    public void Dispose()
    {
        foreach (var watch in _watches) watch.Dispose();
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

    private void Mark(IEnumerable<int> logs)
    {
        foreach (var log in logs) Volatile.Write(ref _changed[log], 1);
        _wake.Writer.TryWrite(true);
    }
}
