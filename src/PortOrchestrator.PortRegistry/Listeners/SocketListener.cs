namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>A socket that waits on a port, as far as the system tells. Immutable.</summary>
/// <param name="Address">The local address, such as <c>127.0.0.1</c> or <c>::</c>.</param>
/// <param name="Port">The port.</param>
/// <param name="Pid">The process; of several that share the socket, the one that the others got it from.</param>
/// <param name="Command">Its command line, or its program's name.</param>
/// <param name="User">The user.</param>
/// <param name="Started">When the process was started, in the unit of <see cref="OwnerIdentity.Started"/>.</param>
internal sealed record SocketListener(
    string Address, int Port, int? Pid = null, string? Command = null, string? User = null, long? Started = null);
