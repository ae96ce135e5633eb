using Microsoft.Extensions.Logging;

namespace PortOrchestrator.PortRegistry.Changes;

/// <summary>Raises a signal whenever any process writes to the registry file, where the system tells. Thread-safe.</summary>
internal sealed class RegistryFolder : IDisposable
{
    private readonly FileSystemWatcher? _watcher;

    private RegistryFolder(FileSystemWatcher? watcher) => _watcher = watcher;

    /// <summary>Begins to watch. A system that cannot (no inotify instance left, a network disk) is no failure.</summary>
    public static RegistryFolder Watch(string path, ChangeSignal signal, ILogger logger)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            // SQLite puts its side files beside the file that a link leads to.
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            watcher = new FileSystemWatcher(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*")
            {
                NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName,
            };
            watcher.Changed += (_, _) => signal.Raise();
            watcher.Created += (_, _) => signal.Raise();
            // Events were lost; whatever they said is found by looking.
            watcher.Error += (_, _) => signal.Raise();
            watcher.EnableRaisingEvents = true;
            return new RegistryFolder(watcher);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            watcher?.Dispose();
            logger.WatchesByLooking(path, e.Message);
            return new RegistryFolder(null);
        }
    }

    public void Dispose() => _watcher?.Dispose();
}
