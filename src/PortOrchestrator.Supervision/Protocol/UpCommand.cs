using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Asks a supervisor to start services. Immutable.</summary>
public sealed record UpCommand
{
    /// <summary>All services of the checkout; those that run keep what they were started with.</summary>
    public required ProjectSpec Project { get; init; }

    /// <summary>Names of the instances to start.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>Names of the instances to stop first when they run.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Restart { get; init; } = [];

    /// <summary>
    /// Whether the services are started for sessions: they are stopped when the last session has ended, unless they run already for somebody who
    /// asked for them by himself. Without it they are kept until they are stopped by name.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ForSessions { get; init; }

    /// <summary>
    /// Whether the specification has only some of the services, because others have asked for others: those are left alone, and so is what runs, however
    /// it is configured now, unless it is to be restarted.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsPart { get; init; }

    /// <summary>How to read the configuration again whenever it changes, from now on until everything is brought down.</summary>
    /// <value>The default value is <see langword="null"/>: as before.</value>
    public ConfigurationWatch? Watch { get; init; }
}
