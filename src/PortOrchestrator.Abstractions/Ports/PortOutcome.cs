namespace PortOrchestrator.Ports;

/// <summary>How an allocation ended.</summary>
public enum PortOutcome
{
    /// <summary>A new allocation was made.</summary>
    Allocated,

    /// <summary>The owner already had one; it was returned.</summary>
    Existing,

    /// <summary>An exact port that another owner holds is shared with it.</summary>
    Shared,

    /// <summary>An exact port is held by a process that the registry does not know; the request allowed that.</summary>
    External,

    /// <summary>An exact port is taken.</summary>
    Conflict,

    /// <summary>The system reserves the port: nobody listens, yet it cannot be bound.</summary>
    ReservedBySystem,

    /// <summary>No port of the range is free.</summary>
    PoolExhausted,
}
