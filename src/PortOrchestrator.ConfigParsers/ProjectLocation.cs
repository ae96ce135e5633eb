namespace PortOrchestrator.ConfigParsers;

/// <summary>Where a project is and what configures it. Immutable.</summary>
public sealed record ProjectLocation
{
    /// <summary>The project and checkout; its name is the root folder's until a configuration says otherwise.</summary>
    public required ProjectIdentity Identity { get; init; }

    /// <summary>The configuration files that were discovered: the first directory upward that has one, the first format that matches.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What made <see cref="Files"/> the project's configuration.</summary>
    /// <value>The default value is <see cref="ConfigurationSource.None"/>.</value>
    public ConfigurationSource Source { get; init; }

    /// <summary>The absolute folder that paths in the files count from.</summary>
    /// <value>The default value is <see langword="null"/>: the folder of each file. A file that the user's settings name counts from the project's folder.</value>
    public string? PathFolder { get; init; }

    /// <summary>What the search found surprising.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
