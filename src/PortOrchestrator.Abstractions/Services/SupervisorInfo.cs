namespace PortOrchestrator.Services;

/// <summary>The process that supervises a checkout. Immutable.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Endpoint">The Unix socket (or named pipe) it answers on.</param>
/// <param name="StartedAt">When it was started, UTC.</param>
public sealed record SupervisorInfo(int Pid, string Endpoint, DateTimeOffset StartedAt);
