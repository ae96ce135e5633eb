namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Which logs were emptied. Immutable.</summary>
/// <param name="Cleared">How many bytes of each instance's log were dropped, by its name.</param>
public sealed record ClearLogsReply(IReadOnlyDictionary<string, long> Cleared);
