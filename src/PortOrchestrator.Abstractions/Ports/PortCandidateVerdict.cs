namespace PortOrchestrator.Ports;

/// <summary>What became of a port that was looked at.</summary>
public enum PortCandidateVerdict
{
    /// <summary>It was given.</summary>
    Given,

    /// <summary>A live allocation of another owner holds it.</summary>
    Allocated,

    /// <summary>A socket of some process holds it.</summary>
    InUse,

    /// <summary>The system does not let this user have it, although nobody listens.</summary>
    Denied,

    /// <summary>Another owner gave it back a moment ago, and it rests.</summary>
    Resting,

    /// <summary>Another owner asked for this very number, though it has another one now.</summary>
    Wanted,

    /// <summary>Another project's range holds it.</summary>
    OtherRange,

    /// <summary>The system's settings keep it for something else, or give it to outgoing connections.</summary>
    SystemRange,

    /// <summary>Browsers refuse to open it.</summary>
    BrowserBlocked,

    /// <summary>It is the usual port of another kind of service.</summary>
    WellKnownElsewhere,
}
