namespace PortOrchestrator;

/// <summary>What stopping services gave. Immutable.</summary>
public sealed record DownResult
{
    /// <summary>Names of the services that were stopped.</summary>
    /// <value>The default value is empty: nothing ran.</value>
    public IReadOnlyList<string> Stopped { get; init; } = [];

    /// <summary>Services that are left running on purpose (external, shared with others, launched without a stop command), each with the reason and the cure.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> LeftRunning { get; init; } = [];

    /// <summary>Processes that had to be killed, or live on, each with pid and command.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Stubborn { get; init; } = [];

    /// <summary>All services of the checkout at the end.</summary>
    public required ProjectSnapshot Snapshot { get; init; }
}
