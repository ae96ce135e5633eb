namespace PortOrchestrator.Ports;

/// <summary>The state of the registry file. Immutable.</summary>
public sealed record RegistryHealth
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The version of its tables.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>How it is journalled: <c>wal</c>, or <c>truncate</c> on file systems without shared memory maps; <c>memory</c> for a copy.</summary>
    public required string JournalMode { get; init; }

    /// <summary>Its size in bytes, without the journal.</summary>
    public required long Size { get; init; }

    /// <summary>The latest online backup; null when there is none.</summary>
    public string? BackupPath { get; init; }

    /// <summary>When that was made, UTC.</summary>
    public DateTimeOffset? BackupAt { get; init; }

    /// <summary>What a full integrity check found; empty when all is well.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
