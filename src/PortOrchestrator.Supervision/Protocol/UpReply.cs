namespace PortOrchestrator.Supervision.Protocol;

/// <summary>What a supervisor did at once about an <see cref="UpCommand"/>. Immutable.</summary>
public sealed record UpReply
{
    /// <summary>Names of the instances that were not active and are now being started.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Started { get; init; } = [];

    /// <summary>Services that run otherwise than they are configured now: the instance's name and what differs first.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Drifts { get; init; } = new Dictionary<string, string>();

    /// <summary>Warnings, such as a configuration that differs from what a running service was started with.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The services right after the command was taken.</summary>
    public required ProjectSnapshot Snapshot { get; init; }
}
