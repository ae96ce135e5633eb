namespace PortOrchestrator.Supervision.Logs;

/// <summary>Watches the files of a folder or, until it exists, its nearest parent that does.</summary>
internal sealed class FolderWatch : IDisposable
{
    private readonly string _folder;
    private readonly Action<string?> _changed;
    private FileSystemWatcher? _watcher;
    private DateTime _created;

    /// <param name="folder">A full path.</param>
    /// <param name="changed">Takes the name of the file, or null when any may have changed or the watch may move closer.</param>
    public FolderWatch(string folder, Action<string?> changed)
    {
        (_folder, _changed) = (folder, changed);
        MoveCloser();
    }

    /// <summary>Whether the system reports changes.</summary>
    public bool IsWatching => _watcher is not null;

    /// <summary>Watches the folder if it exists by now. For the one reader only.</summary>
    public void MoveCloser()
    {
        // What appears between the look and the watch is found by looking once more.
        // A folder that was deleted and made again is another one, which the old watch does not see.
        for (var (nearest, next) = Nearest(); _watcher?.Path != nearest || Directory.GetCreationTimeUtc(nearest) != _created; (nearest, next) = Nearest())
        {
            _watcher?.Dispose();
            _created = Directory.GetCreationTimeUtc(nearest);
            _watcher = Watch(nearest, next);
            if (_watcher is null) return;
            if (next is null) _changed(null);
        }
    }

    public void Dispose() => _watcher?.Dispose();

    private (string Folder, string? Next) Nearest()
    {
        var (folder, next) = (_folder, (string?)null);
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent) (folder, next) = (parent, Path.GetFileName(folder));
        return (folder, next);
    }

    private FileSystemWatcher? Watch(string folder, string? next)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder);
            if (next is not null) watcher.Filter = next;
            watcher.NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.Size | NotifyFilters.LastWrite;
            FileSystemEventHandler handler = (_, e) => _changed(next is null ? e.Name : null);
            watcher.Changed += handler;
            watcher.Created += handler;
            watcher.Renamed += (_, e) => _changed(next is null ? e.Name : null);
            watcher.Error += (_, _) => _changed(null);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // The folder went away, or the system has no watches left.
            watcher?.Dispose();
            return null;
        }
    }
}
