namespace PortOrchestrator.ConfigParsers.Compose;

/// <summary>What matters here of Compose files that are used together. Immutable.</summary>
internal sealed record ComposeFileSet
{
    public string? ProjectName { get; init; }

    public IReadOnlyDictionary<string, ComposeServiceEntry> Services { get; init; } = new Dictionary<string, ComposeServiceEntry>();

    /// <summary>Why not all is known, in words that follow "the Compose file"; null when it is.</summary>
    public string? Problem { get; init; }
}
