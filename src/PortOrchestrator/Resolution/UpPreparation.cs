namespace PortOrchestrator.Resolution;

/// <summary>What is to be started, and on which ports, given what runs already. Immutable.</summary>
internal sealed record UpPreparation(ProjectSnapshot Before, HashSet<string> Again, HashSet<string> Starting, PortPlan Ports);
