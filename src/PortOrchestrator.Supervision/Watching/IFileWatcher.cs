namespace PortOrchestrator.Supervision.Watching;

/// <summary>Tells of changed files. Thread-safe.</summary>
public interface IFileWatcher : IDisposable
{
    /// <summary>Begins to watch, soon after the call has returned. What does not exist yet is watched once it does.</summary>
    /// <param name="request">What to watch and whom to tell.</param>
    /// <returns>The watch; disposing it ends it, and what was on its way may still be told.</returns>
    IDisposable Watch(FileWatchRequest request);
}
