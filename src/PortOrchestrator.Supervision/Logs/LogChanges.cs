namespace PortOrchestrator.Supervision.Logs;

/// <summary>Wakes a reader when a log grows.</summary>
internal sealed class LogChanges : IDisposable
{
    // Only for file systems that report no changes.
    private static readonly TimeSpan SafetyInterval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly FileSystemWatcher? _watcher;

    public LogChanges(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) return;
        _watcher = new FileSystemWatcher(folder, Path.GetFileName(path)) { NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.FileName };
        _watcher.Changed += (_, _) => Wake();
        _watcher.Created += (_, _) => Wake();
        _watcher.EnableRaisingEvents = true;
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _changed.WaitAsync(SafetyInterval, cancellationToken);

    public void Dispose() => _watcher?.Dispose();

    private void Wake()
    {
        lock (_changed)
        {
            if (_changed.CurrentCount == 0) _changed.Release();
        }
    }
}
