namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>
/// Ports that something speaks against, in ascending order, read only as far as they are asked for: a search for a free port walks beside
/// them instead of asking about every number. Valid inside one transaction.
/// </summary>
internal sealed class AscendingPorts : IDisposable
{
    private readonly Func<int, Statement> _open;

    private Statement? _cursor;
    private int _next;
    private int _last = int.MaxValue;

    private AscendingPorts(Func<int, Statement> open) => _open = open;

    /// <summary>The ports that live claims hold.</summary>
    public static AscendingPorts Claimed(RegistryConnection connection, PortProtocol protocol) => new(from => connection.Open(
        """
        SELECT port FROM claims INDEXED BY claims_live_port
        WHERE port >= $from AND protocol = $protocol AND released_at IS NULL AND shared = 0 ORDER BY port
        """,
        ("$from", from), ("$protocol", Words.Of(protocol))));

    /// <summary>The ports that rest, except for the owner who had them.</summary>
    public static AscendingPorts Resting(RegistryConnection connection, PortKey key, Moment now) => new(from => connection.Open(
        """
        SELECT port FROM quarantine
        WHERE port >= $from AND protocol = $protocol AND boot_id = $boot AND until_tick > $now AND until_tick <= $now + 86400000
        AND former_owner <> $owner ORDER BY port
        """,
        ("$from", from), ("$protocol", Words.Of(key.Protocol)), ("$boot", now.BootId), ("$now", now.Tick), ("$owner", QuarantineTable.Owner(key))));

    /// <summary>Whether a port is one of them. Ports that are asked for in ascending order cost least.</summary>
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
        _cursor = _open(from);
        MoveNext();
    }

    private void MoveNext() => _next = _next < int.MaxValue && _cursor!.Step() ? _cursor.Row.Int32(0) : int.MaxValue;
}
