namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Whom a signal reached. Immutable.</summary>
public sealed record SignalReply
{
    /// <summary>How many processes of each instance got it; an instance that does not run, or runs where portorch has no process of it, is missing.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, int> Reached { get; init; } = new Dictionary<string, int>();
}
