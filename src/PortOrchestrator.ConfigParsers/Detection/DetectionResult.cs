namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>What a checkout was found to have. Immutable.</summary>
public sealed record DetectionResult
{
    /// <summary>The absolute root folder.</summary>
    public required string Root { get; init; }

    /// <summary>The services, those of higher folders first.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<DetectedService> Services { get; init; } = [];

    /// <summary>What stands for one of the services in another way, or only names something.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<DetectedAlternative> AlsoSeen { get; init; } = [];

    /// <summary>Files with mistakes, which say nothing therefore.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<UnreadableFile> Unreadable { get; init; } = [];

    /// <summary>Whether there was more than <see cref="DetectionOptions.MaxFiles"/> allows to be looked at.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsIncomplete { get; init; }

    /// <summary>How many files and folders were seen.</summary>
    public int EntriesSeen { get; init; }

    /// <summary>How many files had to be read, as the cache did not know them.</summary>
    public int FilesRead { get; init; }
}
