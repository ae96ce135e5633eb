namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>
/// The claimed ports of a protocol in ascending order, read only as far as they are asked for: a search for a free port walks beside
/// them instead of asking about every number. Valid inside one transaction.
/// </summary>
internal sealed class ClaimedPorts(RegistryConnection connection, PortProtocol protocol) : IDisposable
{
    private Statement? _cursor;
    private int _next;
    private int _last = int.MaxValue;

    /// <summary>Whether a live claim holds a port. Ports that are asked for in ascending order cost least.</summary>
    public bool Contains(int port)
    {
        if (_cursor is null || port < _last) Start(port);
        _last = port;
        while (_next < port) MoveNext();
        return _next == port;
    }

    public void Dispose() => _cursor?.Reset();

    private void Start(int from)
    {
        _cursor?.Reset();
        _next = 0;
        _cursor = connection.Open(
            "SELECT port FROM claims INDEXED BY claims_port WHERE port >= $from AND protocol = $protocol AND released_at IS NULL ORDER BY port",
            ("$from", from), ("$protocol", Words.Of(protocol)));
        MoveNext();
    }

    private void MoveNext() => _next = _next < int.MaxValue && _cursor!.Step() ? _cursor.Row.Int32(0) : int.MaxValue;
}
