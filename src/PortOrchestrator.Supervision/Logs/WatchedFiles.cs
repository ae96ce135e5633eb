using System.Collections.Concurrent;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>Files of a folder, and how long they were when somebody was last told to look at them. Thread-safe.</summary>
internal sealed class WatchedFiles(string folder)
{
    private readonly ConcurrentDictionary<string, long> _lengths = new(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => _lengths.Select(file => file.Key);

    /// <summary>Watches one more, which is looked at anyway.</summary>
    public void Add(string name) => _lengths[name] = Length(name);

    /// <summary>Whether a file has another length than when this was last asked, which is before its reader looks.</summary>
    public bool HasGrown(string name)
    {
        if (!_lengths.TryGetValue(name, out var before)) return false;
        var now = Length(name);
        return now != before && _lengths.TryUpdate(name, now, before);
    }

    private long Length(string name) => new FileInfo(Path.Combine(folder, name)) is { Exists: true } file ? file.Length : -1;
}
