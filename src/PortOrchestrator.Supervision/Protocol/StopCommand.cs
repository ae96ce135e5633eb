namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Asks a supervisor to stop services. Immutable.</summary>
public sealed record StopCommand
{
    /// <summary>Names of the instances; all when empty.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>The lowest tier.</summary>
    /// <value>The default value is 0.</value>
    public int FirstTier { get; init; }

    /// <summary>The highest tier.</summary>
    /// <value>The default value is 3.</value>
    public int LastTier { get; init; } = 3;

    /// <summary>The time after which whatever is left is killed.</summary>
    /// <value>The default value is <see langword="null"/>: each service's own.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the supervisor ends when nothing is active any more.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool End { get; init; }
}
