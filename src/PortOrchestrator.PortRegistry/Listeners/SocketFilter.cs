namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>Which sockets are wanted. Immutable.</summary>
/// <param name="Ports">The local ports; null for all.</param>
/// <param name="Protocol">The transport protocol.</param>
internal readonly record struct SocketFilter(IReadOnlySet<int>? Ports, PortProtocol Protocol)
{
    private const int TcpListening = 10;
    private const int UdpUnconnected = 7;

    /// <summary>The kernel's number of the state in which a socket waits for peers.</summary>
    public int State => Protocol == PortProtocol.Udp ? UdpUnconnected : TcpListening;

    public bool Wants(int port) => Ports is null || Ports.Contains(port);
}
