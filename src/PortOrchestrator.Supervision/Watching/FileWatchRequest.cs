namespace PortOrchestrator.Supervision.Watching;

/// <summary>What an <see cref="IFileWatcher"/> watches and whom it tells. Immutable.</summary>
public sealed record FileWatchRequest
{
    /// <summary>The files and folders. Its <see cref="WatchDefinition.Debounce"/> is up to whoever is told.</summary>
    public required WatchDefinition Definition { get; init; }

    /// <summary>Absolute paths of files and folders that never count, such as logs.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>
    /// Takes the absolute path of a file that was written, created, deleted or moved, or null when more has changed than the system could tell.
    /// Called on a thread of the watcher and has to return soon.
    /// </summary>
    public required Action<string?> Changed { get; init; }

    /// <summary>Takes a sentence about what cannot be watched, and what to do about it. Called like <see cref="Changed"/>.</summary>
    public required Action<string> Warn { get; init; }
}
