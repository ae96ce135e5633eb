namespace PortOrchestrator.Services;

/// <summary>All services of a checkout at one moment. Immutable; a higher <see cref="Version"/> is newer.</summary>
public sealed record ProjectSnapshot
{
    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The project's id.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The checkout's name.</summary>
    public required string Checkout { get; init; }

    /// <summary>The checkout's root folder.</summary>
    public required string Root { get; init; }

    /// <summary>The supervisor; null when none runs and the snapshot comes from the journal.</summary>
    public SupervisorInfo? Supervisor { get; init; }

    /// <summary>The services in start order.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServiceSnapshot> Services { get; init; } = [];

    /// <summary>How the services stand to their files; null when the files are not watched and the last reload, if any, went well.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public ConfigurationStatus? Configuration { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }
}
