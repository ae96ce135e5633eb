namespace PortOrchestrator.Supervision.Protocol;

/// <summary>What a supervisor began to do about a <see cref="ReloadCommand"/>. Immutable.</summary>
public sealed record ReloadReply
{
    /// <summary>Names of the instances that are new and are being started.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>What is started again because it has changed: the instance's name and what changed first.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Changed { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of the instances that are no longer configured and are being stopped.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>The services right after the command was taken.</summary>
    public required ProjectSnapshot Snapshot { get; init; }
}
