namespace PortOrchestrator.Sessions;

/// <summary>A session as it is registered. Immutable.</summary>
public sealed record SessionInfo
{
    /// <summary>What it belongs to.</summary>
    public required SessionAgent Agent { get; init; }

    /// <summary>The agent's id of the session.</summary>
    public required string SessionId { get; init; }

    /// <summary>The checkout whose services it wants.</summary>
    public required ProjectIdentity Project { get; init; }

    /// <summary>The process whose end is the session's end; null when a time alone ends it.</summary>
    public SessionOwner? Owner { get; init; }

    /// <summary>When it was first started, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was last started, cleared, compacted or resumed, UTC.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>When it ends by itself, UTC; null when its owner decides.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it ended, UTC; null as long as nobody has seen its end.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How long services run on after it, if it is the last one.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>What becomes of services that say nothing about it themselves.</summary>
    public StopPolicy StopPolicy { get; init; }

    /// <summary>Whether it goes on: it has not ended, its time is not over, and its owner lives, or cannot be looked for from here.</summary>
    public bool IsLive { get; init; }
}
