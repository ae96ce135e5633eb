namespace PortOrchestrator.Supervision.Logs;

/// <summary>Watches the files of a folder or, until it exists, its nearest parent that does.</summary>
internal sealed class FolderWatch : IDisposable
{
    private readonly string _folder;
    private readonly Action<string?> _changed;
    private readonly WatchedFiles _files;
    private IDisposable? _events;
    private string? _watched;
    private DateTime _created;

    /// <param name="folder">A full path.</param>
    /// <param name="changed">Takes the name of the file, or null when any may have changed or the watch may move closer.</param>
    public FolderWatch(string folder, Action<string?> changed)
    {
        (_folder, _changed, _files) = (folder, changed, new WatchedFiles(folder));
        MoveCloser();
    }

    /// <summary>Whether the system reports changes.</summary>
    public bool IsWatching => _events is not null;

    /// <summary>Watches one more file of the folder, which is looked at anyway.</summary>
    public void Add(string name) => _files.Add(name);

    /// <summary>Watches the folder if it exists by now. For the one reader only.</summary>
    public void MoveCloser()
    {
        // What appears between the look and the watch is found by looking once more.
        // A folder that was deleted and made again is another one, which the old watch does not see.
        for (var (nearest, next) = Nearest(); _watched != nearest || Directory.GetCreationTimeUtc(nearest) != _created; (nearest, next) = Nearest())
        {
            _events?.Dispose();
            _created = Directory.GetCreationTimeUtc(nearest);
            _events = Watch(nearest, next);
            _watched = _events is null ? null : nearest;
            if (_events is null) return;
            if (next is null) _changed(null);
        }
    }

    public void Dispose() => _events?.Dispose();

    private (string Folder, string? Next) Nearest()
    {
        var (folder, next) = (_folder, (string?)null);
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent) (folder, next) = (parent, Path.GetFileName(folder));
        return (folder, next);
    }

    private IDisposable? Watch(string folder, string? next)
    {
        Action<string?> changed = next is null ? _changed : name =>
        {
            if (name is null || name == next) _changed(null);
        };
        return OperatingSystem.IsLinux() ? LinuxFolderEvents.TryWatch(folder, next is null ? _files : null, changed) : SystemFolderEvents.TryWatch(folder, changed);
    }
}
