using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Probing;

/// <summary>Proves that a port is free by taking it for a moment.</summary>
/// <remarks>
/// No probe can see a socket that is bound with SO_REUSEADDR and does not listen yet, as .NET's are between <c>Bind</c> and <c>Listen</c>,
/// nor what is left of a server with SO_REUSEADDR: its accepted connections and those in TIME_WAIT. The kernel would let a second server
/// listen there. Only the registry keeps two of its own owners apart in that moment.
/// </remarks>
internal interface IPortProbe
{
    /// <summary>Takes the port on every local address, listens, and lets go. Never call it for a port under a live allocation: it can make the owner's bind fail.</summary>
    PortVerdict Probe(int port, PortProtocol protocol);

    /// <summary>Proves that a TCP port is free on every local address, and listens on one.</summary>
    /// <param name="port">The port.</param>
    /// <param name="address">Where to listen; <see cref="IPAddress.IPv6Any"/> means every address of both families.</param>
    /// <param name="backlog">How many connections may wait to be accepted.</param>
    /// <param name="verdict">What the attempt gave.</param>
    /// <returns>The listening socket, which is the caller's; null unless <paramref name="verdict"/> is <see cref="PortVerdict.Free"/>.</returns>
    Socket? Hold(int port, IPAddress address, int backlog, out PortVerdict verdict);
}
