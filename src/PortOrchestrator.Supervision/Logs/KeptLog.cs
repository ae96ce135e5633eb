using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>One log of a keeper. For its loop only.</summary>
internal sealed class KeptLog(string path, LogIndexer indexer, LogRotator rotator, LogCopy? copy, ILogger logger)
{
    private bool _failed;

    public string Path => path;

    /// <summary>The archiving that runs, if any; it never fails.</summary>
    public Task Rotation { get; private set; } = Task.CompletedTask;

    /// <summary>Begins only when another keeping of the same log has ended its archiving.</summary>
    public void Follow(KeptLog? other) => Rotation = other?.Rotation ?? Task.CompletedTask;

    public void Update()
    {
        Try(indexer.Update);
        // Before the head may be moved away.
        Copy();
        // Copies and waits for the disk, while the indexes of all go on.
        if (Rotation.IsCompleted) Rotation = Task.Run(() => Try(rotator.Rotate));
    }

    /// <summary>Copies what is new to the file that the user named, if there is one.</summary>
    public void Copy()
    {
        if (copy is not null) Try(copy.Update);
    }

    private void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_failed) Log.KeepingFailed(logger, path, e.Message);
            _failed = true;
        }
    }
}
