namespace PortOrchestrator.Sessions;

/// <summary>How much the start of a session does.</summary>
public enum SessionMode
{
    /// <summary>Registers the session and starts what does not run.</summary>
    Ensure,

    /// <summary>Registers the session and tells how things stand; starts nothing.</summary>
    Report,

    /// <summary>Does nothing.</summary>
    Off,
}
