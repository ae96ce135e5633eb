namespace PortOrchestrator.Sessions;

/// <summary>A session that is about to be registered. Immutable.</summary>
public sealed record SessionRequest
{
    /// <summary>What it belongs to.</summary>
    public required SessionAgent Agent { get; init; }

    /// <summary>The agent's id of the session.</summary>
    public required string SessionId { get; init; }

    /// <summary>The checkout whose services it wants.</summary>
    public required ProjectIdentity Project { get; init; }

    /// <summary>The process id of its owner: a process of this system that runs now.</summary>
    /// <value>The default value is <see langword="null"/>: none is known, and <see cref="TimeToLive"/> alone ends the session.</value>
    public int? OwnerPid { get; init; }

    /// <summary>How long the session lasts without being started anew, when it has no owner.</summary>
    /// <value>The default value is 12 hours.</value>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long services run on after the last session.</summary>
    /// <value>The default value is 5 minutes.</value>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What becomes of services that say nothing about it themselves.</summary>
    /// <value>The default value is <see cref="StopPolicy.Grace"/>.</value>
    public StopPolicy StopPolicy { get; init; } = StopPolicy.Grace;
}
