using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Engine;

internal sealed class MemoryJournal : IJournal
{
    private readonly object _gate = new();
    private readonly Dictionary<string, JournalEntry> _entries = new(StringComparer.Ordinal);

    private readonly List<ReplicaScale> _scales = [];

    public Exception? Broken { get; set; }

    /// <summary>Every state that was written, in order.</summary>
    public List<JournalEntry> Written { get; } = [];

    public JournalEntry this[string name]
    {
        get
        {
            lock (_gate) return _entries[name];
        }
    }

    public IReadOnlyList<JournalEntry> Load()
    {
        lock (_gate) return [.. _entries.Values];
    }

    public IReadOnlyList<ReplicaScale> LoadScales()
    {
        lock (_gate) return [.. _scales];
    }

    public void SaveScales(IReadOnlyCollection<ReplicaScale> scales)
    {
        lock (_gate)
        {
            _scales.Clear();
            _scales.AddRange(scales);
        }
    }

    public ConfigurationWatch? ConfigurationWatch { get; private set; }

    public ConfigurationWatch? LoadConfigurationWatch() => ConfigurationWatch;

    public void SaveConfigurationWatch(ConfigurationWatch? watch) => ConfigurationWatch = watch;

    public void Save(IReadOnlyCollection<JournalEntry> entries)
    {
        if (Broken is { } problem) throw problem;
        lock (_gate)
        {
            foreach (var entry in entries) _entries[entry.Snapshot.Name] = entry;
            Written.AddRange(entries);
        }
    }

    public void Remove(IReadOnlyCollection<string> names)
    {
        if (Broken is { } problem) throw problem;
        lock (_gate)
        {
            foreach (var name in names) _entries.Remove(name);
        }
    }

    public void Dispose()
    {
    }
}
