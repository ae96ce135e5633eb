namespace PortOrchestrator.Configuration;

/// <summary>When a further log file is set aside for a new one, and which of those set aside are kept. Immutable.</summary>
public sealed record LogFileRotation
{
    /// <summary>The size in MiB that a file does not exceed, unless a single line does.</summary>
    /// <value>The default value is 100.</value>
    public int MaxSizeMegabytes { get; init; } = 100;

    /// <summary>How many files that were set aside are kept; 0 for all.</summary>
    /// <value>The default value is 0.</value>
    public int MaxBackups { get; init; }

    /// <summary>After how many days a file that was set aside is deleted; 0 for never.</summary>
    /// <value>The default value is 0.</value>
    public int MaxAgeDays { get; init; }

    /// <summary>Whether files that were set aside are compressed with gzip.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Compress { get; init; }
}
