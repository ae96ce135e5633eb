namespace PortOrchestrator.Sessions;

/// <summary>What registering a session gave. Immutable.</summary>
/// <param name="Session">The session.</param>
/// <param name="Allocations">The ports that its checkout holds.</param>
public sealed record SessionRegistration(SessionInfo Session, IReadOnlyList<PortAllocation> Allocations);
