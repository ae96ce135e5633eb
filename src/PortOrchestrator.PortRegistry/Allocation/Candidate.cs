namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>A port that may be given. Immutable.</summary>
internal readonly record struct Candidate(int Port, PortOrigin Origin);
