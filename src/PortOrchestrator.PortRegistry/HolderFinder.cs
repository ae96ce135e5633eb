using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry;

/// <summary>Joins who listens with whose allocation it is. Thread-safe.</summary>
internal sealed class HolderFinder(ISocketTable sockets)
{
    /// <summary>Lists the listeners, or the bare allocations when nobody listens.</summary>
    /// <param name="port">The port.</param>
    /// <param name="protocol">The transport protocol.</param>
    /// <param name="allocations">The live allocations of the port, the one that holds it first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<PortHolder>> FindAsync(
        int port, PortProtocol protocol, IReadOnlyList<PortAllocation> allocations, CancellationToken cancellationToken)
    {
        var listeners = await Task.Run(() => sockets.Find(port, protocol), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (listeners.Count > 0) return [.. listeners.Select(l => Listening(l, protocol, allocations.Count > 0 ? allocations[0] : null))];
        return [.. allocations.Select(a => new PortHolder { Port = port, Protocol = protocol, Pid = a.Pid, Allocation = a })];
    }

    /// <summary>Names the one holder that a message is about; without a trace of it, an unknown process.</summary>
    public async Task<PortHolder> FindOneAsync(int port, PortProtocol protocol, PortAllocation? allocation, CancellationToken cancellationToken)
    {
        var holders = await FindAsync(port, protocol, allocation is null ? [] : [allocation], cancellationToken).ConfigureAwait(false);
        return holders.FirstOrDefault(h => h.Pid is not null) ?? (holders.Count > 0 ? holders[0] : new PortHolder { Port = port, Protocol = protocol });
    }

    private static PortHolder Listening(SocketListener listener, PortProtocol protocol, PortAllocation? allocation) => new()
    {
        Port = listener.Port,
        Protocol = protocol,
        Address = listener.Address,
        Pid = listener.Pid,
        Command = listener.Command,
        User = listener.User,
        Allocation = allocation,
    };
}
