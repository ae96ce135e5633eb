namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>Who listens where. Reading it disturbs nobody, and proves nothing: some holders of a port are not in it.</summary>
internal interface ISocketTable
{
    /// <summary>Reads who listens on a port, with process, command and user where the system tells.</summary>
    IReadOnlyList<SocketListener> Find(int port, PortProtocol protocol);

    /// <summary>Reads all ports that somebody listens on.</summary>
    IReadOnlySet<int> Ports(PortProtocol protocol);
}
