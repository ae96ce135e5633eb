namespace PortOrchestrator;

/// <summary>What starting services gave. Immutable.</summary>
public sealed record UpResult
{
    /// <summary>How it ended.</summary>
    public required UpOutcome Outcome { get; init; }

    /// <summary>All services of the checkout at the end.</summary>
    public required ProjectSnapshot Snapshot { get; init; }

    /// <summary>What the project ended with, when a service has ended that the configuration ends the whole project with.</summary>
    /// <value>The default value is <see langword="null"/>: the project did not end.</value>
    public int? ProjectExitCode { get; init; }

    /// <summary>Names of the services that this call started.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Started { get; init; } = [];

    /// <summary>Names of shared services that ran already, and that the checkout uses since this call. Who undoes the call stops them by name, as what it started: they run on for others.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Joined { get; init; } = [];

    /// <summary>Names of the services that this call stopped for good, since they are no longer configured or there are to be fewer copies.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Stopped { get; init; } = [];

    /// <summary>The services that this call started again because they have changed, each with what changed first.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Changed { get; init; } = new Dictionary<string, string>();

    /// <summary>Services that did not come up, optional ones included.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServiceFailure> Failures { get; init; } = [];

    /// <summary>Ports that could not be had, those of optional services included.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServicePortConflict> Conflicts { get; init; } = [];

    /// <summary>What went otherwise than a start of its own would, as it should: services that already run for others, and who they are.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Findings about the configuration, ports and services that stopped nothing.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
