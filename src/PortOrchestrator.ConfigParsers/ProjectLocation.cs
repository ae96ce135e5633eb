namespace PortOrchestrator.ConfigParsers;

/// <summary>Where a project is and what configures it. Immutable.</summary>
public sealed record ProjectLocation
{
    /// <summary>The project and checkout; its name is the root folder's until a configuration says otherwise.</summary>
    public required ProjectIdentity Identity { get; init; }

    /// <summary>The configuration files that were discovered: the first directory upward that has one, the first format that matches.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What the search found surprising.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
