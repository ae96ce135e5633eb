using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Probing;

/// <summary>A probe that keeps the socket by which it proved a port free: nobody can take the port in between. Owned by one call.</summary>
internal sealed class HoldingProbe(IPortProbe inner, PortListenOptions options) : IPortProbe, IDisposable
{
    private Socket? _socket;

    public PortVerdict Probe(int port, PortProtocol protocol) => Keep(Hold(port, options.Address, options.Backlog, out var verdict), verdict);

    public Socket? Hold(int port, System.Net.IPAddress address, int backlog, out PortVerdict verdict) => inner.Hold(port, address, backlog, out verdict);

    /// <summary>Hands the socket over.</summary>
    public Socket? Take()
    {
        var socket = _socket;
        _socket = null;
        return socket;
    }

    public void Dispose() => Take()?.Dispose();

    private PortVerdict Keep(Socket? socket, PortVerdict verdict)
    {
        _socket?.Dispose();
        _socket = socket;
        return verdict;
    }
}
