namespace PortOrchestrator.PortRegistry;

/// <summary>Checks what callers pass.</summary>
internal static class PortArguments
{
    public static void Check(PortRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is { Mode: PortMode.Exact, Port: null })
            throw new ArgumentException($"The mode of '{request.Service}' is exact, so it needs a port.", nameof(request));
        if (request is { Persistence: PortPersistence.Ephemeral, Port: not null } or { Persistence: PortPersistence.Ephemeral, Range: not null })
            throw new ArgumentException($"The system chooses an ephemeral port, so '{request.Service}' cannot name one; make it a lease.", nameof(request));
        if (request.Port is { } port) Check(port);
        if (request.Range is { } range) Check(range);
        Check(request.TimeToLive, request.Persistence, request.OwnerPid);
    }

    public static void Check(PortBlockRequest block)
    {
        ArgumentNullException.ThrowIfNull(block);
        foreach (var member in block.Members)
        {
            if (member.Port is { } port) Check(port);
        }
        if (block.Range is { } range) Check(range);
        Check(block.TimeToLive, block.Persistence, block.OwnerPid);
    }

    public static void Check(PortRange range)
    {
        if (range.First < 1 || range.Last > 65535 || range.First > range.Last)
            throw new ArgumentOutOfRangeException(nameof(range), range, "A range goes upward and lies between 1 and 65535.");
    }

    public static void Check(int port)
    {
        if (port is < 1 or > 65535) throw new ArgumentOutOfRangeException(nameof(port), port, "A port is a number from 1 to 65535.");
    }

    private static void Check(TimeSpan? timeToLive, PortPersistence persistence, int? ownerPid)
    {
        if (timeToLive is { } ttl && ttl <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(timeToLive), timeToLive, "A time to live is longer than nothing.");
        if (persistence == PortPersistence.Stable && (timeToLive is not null || ownerPid is not null))
            throw new ArgumentException("Only a lease has an owner process or a time to live; a stable allocation lasts until it is released.");
    }
}
