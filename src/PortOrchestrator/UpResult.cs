namespace PortOrchestrator;

/// <summary>What starting services gave. Immutable.</summary>
public sealed record UpResult
{
    /// <summary>How it ended.</summary>
    public required UpOutcome Outcome { get; init; }

    /// <summary>All services of the checkout at the end.</summary>
    public required ProjectSnapshot Snapshot { get; init; }

    /// <summary>Names of the services that this call started.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Started { get; init; } = [];

    /// <summary>Services that did not come up, optional ones included.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServiceFailure> Failures { get; init; } = [];

    /// <summary>Ports that could not be had, those of optional services included.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServicePortConflict> Conflicts { get; init; } = [];

    /// <summary>Findings about the configuration, ports and services that stopped nothing.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
