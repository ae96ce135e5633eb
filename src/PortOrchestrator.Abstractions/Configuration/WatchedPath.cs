namespace PortOrchestrator.Configuration;

/// <summary>One file or folder tree that is watched. Immutable.</summary>
public sealed record WatchedPath
{
    /// <summary>The absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Patterns of the files that count; one with <c>/</c> matches the path below <see cref="Path"/>, one without the file's name.</summary>
    /// <value>The default value is empty: all.</value>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of the files that do not count, in the form of <see cref="Include"/>.</summary>
    /// <value>The default value is empty: none.</value>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
