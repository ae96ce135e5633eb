namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>Who listens where. Reading it disturbs nobody, and proves nothing: some holders of a port are not in it. Thread-safe.</summary>
/// <remarks>A socket of a process that this user may not look into is listed without the process.</remarks>
internal interface ISocketTable
{
    /// <summary>Reads who listens on a port, with process, command and user where the system tells.</summary>
    IReadOnlyList<SocketListener> Find(int port, PortProtocol protocol);

    /// <summary>Reads who listens on some ports, looking through the processes once for all of them.</summary>
    IReadOnlyList<SocketListener> Find(IReadOnlySet<int> ports, PortProtocol protocol);

    /// <summary>Reads who listens on any port, looking through the processes once.</summary>
    IReadOnlyList<SocketListener> All(PortProtocol protocol);

    /// <summary>Reads all ports that somebody listens on. The cheapest call: it looks through no processes.</summary>
    IReadOnlySet<int> Ports(PortProtocol protocol);
}
