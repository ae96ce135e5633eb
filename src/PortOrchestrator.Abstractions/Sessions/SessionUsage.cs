namespace PortOrchestrator.Sessions;

/// <summary>Whether a checkout's services are still wanted by sessions. Immutable.</summary>
public sealed record SessionUsage
{
    /// <summary>The sessions that go on.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<SessionInfo> Live { get; init; } = [];

    /// <summary>The one that ended last; null when none ever ended, or none is remembered.</summary>
    public SessionInfo? Last { get; init; }

    /// <summary>How much of the time of grace is left; zero when it is over, or nothing is remembered. Says nothing while sessions go on.</summary>
    public TimeSpan GraceLeft { get; init; }
}
