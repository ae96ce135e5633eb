using System.Net;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>A row of the IP helper's tables. Immutable.</summary>
internal sealed record WindowsSocket(IPAddress Address, int Port, int Pid);
