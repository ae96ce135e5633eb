namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Asks a supervisor to empty the logs of services. Immutable.</summary>
/// <param name="Services">Names of the instances.</param>
public sealed record ClearLogsCommand(IReadOnlyList<string> Services);
