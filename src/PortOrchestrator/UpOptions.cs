using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator;

/// <summary>What <see cref="ProjectOrchestrator.UpAsync"/> starts and waits for. Immutable.</summary>
public sealed record UpOptions
{
    /// <summary>Which services.</summary>
    /// <value>The default value selects all that are not disabled.</value>
    public StartSelection Selection { get; init; } = new();

    /// <summary>Whether to wait until everything required is ready.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Wait { get; init; } = true;

    /// <summary>The time the whole call may take.</summary>
    /// <value>The default value is <see langword="null"/>: each service's own time to become ready decides.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Whether the supervisor reads the configuration again by itself whenever one of its files changes, and brings what runs in line with it,
    /// until everything is brought down or has ended.
    /// </summary>
    /// <value>The default value is <see langword="false"/>: as before.</value>
    public bool WatchConfiguration { get; init; }

    /// <summary>
    /// Whether the <c>portorch</c> program that is installed now goes on as the supervisor first, whatever its version, while the services run on.
    /// A supervisor of an earlier version is always upgraded so.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool UpgradeSupervisor { get; init; }

    /// <summary>
    /// Whether it is sessions that want the services: what this starts is stopped when the last session has ended.
    /// Otherwise what is named here is kept until it is stopped by name, also if it runs already.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ForSessions { get; init; }

    /// <summary>
    /// Whether services are started only when the configuration is <see cref="ProjectOrchestrator.Trust">approved</see>, as what starts them
    /// unasked must have it: sessions and folder hooks. Otherwise the call itself approves the configuration.
    /// </summary>
    /// <value>The default value is <see langword="false"/>: the user has asked for the start.</value>
    public bool OnlyIfApproved { get; init; }

    /// <summary>Whether to stop a named service first when it runs.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Restart { get; init; }
}
