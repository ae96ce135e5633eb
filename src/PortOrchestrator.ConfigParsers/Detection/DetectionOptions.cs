using PortOrchestrator.ConfigParsers.Detection.Tables;

namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>How far detection looks. Immutable.</summary>
public sealed record DetectionOptions
{
    /// <summary>How many folders below the root are entered.</summary>
    /// <value>The default value is 3.</value>
    public int MaxDepth { get; init; } = 3;

    /// <summary>How many files and folders are looked at.</summary>
    /// <value>The default value is 20,000.</value>
    public int MaxFiles { get; init; } = 20_000;

    /// <summary>Names of folders that are not entered; those that begin with a dot and hold no evidence are not, either.</summary>
    /// <value>The default value is the list of <c>docs/detection.md</c>: dependencies, build output and the like.</value>
    public IReadOnlySet<string> SkippedFolders { get; init; } = Folders.Skipped;

    /// <summary>Absolute paths of files that are no evidence, such as the one that is about to be replaced.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> IgnoredFiles { get; init; } = [];

    /// <summary>The absolute path of the file that remembers what was read, by path, time and size.</summary>
    /// <value>The default value is <see langword="null"/>: everything is read each time.</value>
    public string? CacheFile { get; init; }

    /// <summary>The clock.</summary>
    /// <value>The default value is the system clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
