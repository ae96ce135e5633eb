namespace PortOrchestrator.Supervision.Logs;

/// <summary>Reports changes of a folder's files through .NET's own watcher.</summary>
internal static class SystemFolderEvents
{
    /// <summary>Begins; null when the folder went away, or the system has no watches left.</summary>
    public static IDisposable? TryWatch(string folder, Action<string?> changed)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.Size | NotifyFilters.LastWrite,
            };
            watcher.Changed += (_, e) => changed(e.Name);
            watcher.Created += (_, e) => changed(e.Name);
            watcher.Renamed += (_, e) => changed(e.Name);
            watcher.Error += (_, _) => changed(null);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher?.Dispose();
            return null;
        }
    }
}
