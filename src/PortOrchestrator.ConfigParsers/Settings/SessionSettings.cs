using PortOrchestrator.Sessions;

namespace PortOrchestrator.ConfigParsers.Settings;

/// <summary>What the user has set for sessions of shells and coding agents. Immutable.</summary>
public sealed record SessionSettings
{
    /// <summary>What the start of a session does (<c>session.mode</c>).</summary>
    /// <value>The default value is <see cref="SessionMode.Ensure"/>.</value>
    public SessionMode Mode { get; init; }

    /// <summary>How long the start of a session waits for services at most (<c>session.budget_seconds</c>).</summary>
    /// <value>The default value is 2 seconds.</value>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long services run on after the last session (<c>session.grace_seconds</c>).</summary>
    /// <value>The default value is 5 minutes.</value>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What becomes of a checkout's services that say nothing about it themselves (<c>session.stop_policy</c>).</summary>
    /// <value>The default value is <see cref="Configuration.StopPolicy.Grace"/>.</value>
    public StopPolicy StopPolicy { get; init; } = StopPolicy.Grace;
}
