namespace PortOrchestrator.PortRegistry.Probing;

/// <summary>Proves that a port is free by taking it for a moment.</summary>
internal interface IPortProbe
{
    /// <summary>Takes the port on every local address, listens, and lets go. Never call it for a port under a live allocation: it can make the owner's bind fail.</summary>
    PortVerdict Probe(int port, PortProtocol protocol);
}
