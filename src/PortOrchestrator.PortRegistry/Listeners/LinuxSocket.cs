using System.Net;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>A socket of the kernel's table. Immutable.</summary>
internal sealed record LinuxSocket(IPAddress Address, int Port, int UserId, long Inode);
