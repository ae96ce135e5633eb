namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>What keeps a lease: a process, a time, or both. Immutable.</summary>
/// <param name="Process">The process; null when time alone keeps it.</param>
/// <param name="TimeToLive">How long; null when the process alone keeps it.</param>
internal sealed record LeaseOwner(OwnerIdentity? Process, TimeSpan? TimeToLive);
