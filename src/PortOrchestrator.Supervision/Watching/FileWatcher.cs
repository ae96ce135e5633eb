using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PortOrchestrator.Supervision.Watching;

/// <summary>Chooses the file watcher of the system.</summary>
public static class FileWatcher
{
    /// <summary>Makes the watcher of this system. It takes up no resources before its first watch.</summary>
    /// <param name="logger">Takes what goes wrong; null to log nothing.</param>
    /// <param name="time">The clock; the system's when null.</param>
    public static IFileWatcher ForThisSystem(ILogger? logger = null, TimeProvider? time = null) =>
        OperatingSystem.IsLinux() ? new InotifyFileWatcher(logger ?? NullLogger.Instance, time ?? TimeProvider.System) : new PortableFileWatcher();
}
