namespace PortOrchestrator.Services;

/// <summary>How a checkout's services stand to the files they are configured by. Immutable.</summary>
public sealed record ConfigurationStatus
{
    /// <summary>Whether the supervisor reloads by itself when one of the files changes.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsWatched { get; init; }

    /// <summary>Why the last reload changed nothing, in one sentence.</summary>
    /// <value>The default value is <see langword="null"/>: what runs is what the files said when they were last read.</value>
    public string? Problem { get; init; }

    /// <summary>The errors that <see cref="Problem"/> sums up, when they are errors of the configuration.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>When the last reload failed, UTC.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public DateTimeOffset? FailedAt { get; init; }
}
