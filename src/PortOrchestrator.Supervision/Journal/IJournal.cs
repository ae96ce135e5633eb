using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Journal;

/// <summary>Remembers a checkout's services beyond the life of their supervisor. Used by one owner at a time.</summary>
public interface IJournal : IDisposable
{
    /// <summary>Reads all entries in the order they were first written.</summary>
    IReadOnlyList<JournalEntry> Load();

    /// <summary>Writes entries in one transaction, replacing those of the same names.</summary>
    /// <param name="entries">The entries.</param>
    void Save(IReadOnlyCollection<JournalEntry> entries);

    /// <summary>Reads the numbers of copies that were asked for.</summary>
    IReadOnlyList<ReplicaScale> LoadScales();

    /// <summary>Writes the numbers of copies that were asked for, replacing all earlier ones.</summary>
    /// <param name="scales">The numbers.</param>
    void SaveScales(IReadOnlyCollection<ReplicaScale> scales);

    /// <summary>Reads how the configuration is read again when it changes; null when it is not watched.</summary>
    ConfigurationWatch? LoadConfigurationWatch();

    /// <summary>Writes how the configuration is read again when it changes; null when it is no longer watched.</summary>
    /// <param name="watch">How.</param>
    void SaveConfigurationWatch(ConfigurationWatch? watch);

    /// <summary>Forgets entries of services that no longer exist.</summary>
    /// <param name="names">The instances' names.</param>
    void Remove(IReadOnlyCollection<string> names);
}
