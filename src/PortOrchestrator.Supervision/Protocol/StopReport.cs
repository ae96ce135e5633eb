namespace PortOrchestrator.Supervision.Protocol;

/// <summary>What stopping gave. Immutable.</summary>
public sealed record StopReport
{
    /// <summary>Names of the instances that were stopped.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Stopped { get; init; } = [];

    /// <summary>What is left running on purpose, with the reason and the cure.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> LeftRunning { get; init; } = [];

    /// <summary>Processes that had to be killed or live on, with pid and command.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Stubborn { get; init; } = [];

    /// <summary>The services afterwards.</summary>
    public required ProjectSnapshot Snapshot { get; init; }
}
