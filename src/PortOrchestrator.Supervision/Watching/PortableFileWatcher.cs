namespace PortOrchestrator.Supervision.Watching;

/// <summary>Watches through what .NET offers on every system. Without a queue of its own it watches excluded folders, too, and hears of nothing that is not there yet.</summary>
internal sealed class PortableFileWatcher : IFileWatcher
{
    public IDisposable Watch(FileWatchRequest request) => new Watchers([.. request.Definition.Paths.Select(p => Watch(request, p)).OfType<FileSystemWatcher>()]);

    public void Dispose()
    {
    }

    private static FileSystemWatcher? Watch(FileWatchRequest request, WatchedPath path)
    {
        var isFolder = Directory.Exists(path.Path);
        var folder = isFolder ? path.Path : Path.GetDirectoryName(path.Path)!;
        var filter = new TreeFilter(path, request.Definition.DefaultExcludes, request.Except);
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = isFolder,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            if (!isFolder) watcher.Filter = Path.GetFileName(path.Path);
            watcher.Changed += (_, e) => Tell(e.FullPath);
            watcher.Created += (_, e) => Tell(e.FullPath);
            watcher.Deleted += (_, e) => Tell(e.FullPath);
            watcher.Renamed += (_, e) => Tell(e.FullPath);
            watcher.Error += (_, _) => request.Changed(null);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher?.Dispose();
            request.Warn($"'{path.Path}' cannot be watched: {e.Message}");
            return null;
        }

        void Tell(string changed)
        {
            if (Directory.Exists(changed)) return;
            var relative = Path.GetRelativePath(folder, changed).Replace(Path.DirectorySeparatorChar, '/');
            if (!isFolder || filter.CountsWithFolders(relative)) request.Changed(changed);
        }
    }

    private sealed class Watchers(IReadOnlyList<FileSystemWatcher> watchers) : IDisposable
    {
        public void Dispose()
        {
            foreach (var watcher in watchers) watcher.Dispose();
        }
    }
}
