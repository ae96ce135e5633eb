namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>A socket that waits on a port, as far as the system tells. Immutable.</summary>
internal sealed record SocketListener(string Address, int Port, int? Pid = null, string? Command = null, string? User = null);
