namespace PortOrchestrator.Supervision.Watching;

/// <summary>When a watch was asked for, as the file system counts time: what was written since then has changed, although nobody listened yet. Immutable.</summary>
internal sealed class AskedTime(TimeProvider time)
{
    // A file is given the time of the last tick of the system's clock, at most 10 ms ago.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly DateTimeOffset _asked = time.GetUtcNow();

    /// <summary>Whether a file was written since then. One from the future was not: its time says nothing.</summary>
    public bool IsBefore(string file)
    {
        var written = File.GetLastWriteTimeUtc(file);
        return written >= _asked.UtcDateTime - Tick && written <= time.GetUtcNow().UtcDateTime;
    }
}
