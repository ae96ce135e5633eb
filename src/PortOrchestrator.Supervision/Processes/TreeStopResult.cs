namespace PortOrchestrator.Supervision.Processes;

/// <summary>How ending a process tree went. Immutable.</summary>
public sealed record TreeStopResult
{
    /// <summary>Processes that had to be killed, with their command lines.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Killed { get; init; } = [];

    /// <summary>Processes that live on although they were killed (uninterruptible, or not ours), with their command lines.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Survivors { get; init; } = [];
}
