namespace PortOrchestrator;

/// <summary>What <see cref="ProjectOrchestrator.DownAsync"/> stops. Immutable.</summary>
public sealed record DownOptions
{
    /// <summary>Which services, and no others; among them, dependents are stopped first.</summary>
    /// <value>The default value is empty: all, and the supervisor ends.</value>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>The lowest tier.</summary>
    /// <value>The default value is 0.</value>
    public int FirstTier { get; init; }

    /// <summary>The highest tier.</summary>
    /// <value>The default value is 3.</value>
    public int LastTier { get; init; } = 3;

    /// <summary>The time after which what is left is killed.</summary>
    /// <value>The default value is <see langword="null"/>: each service's own.</value>
    public TimeSpan? Timeout { get; init; }
}
