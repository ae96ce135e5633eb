namespace PortOrchestrator.Ports;

/// <summary>What the system's sockets told about an allocated port.</summary>
public enum PortSocketState
{
    /// <summary>Nobody listens on it.</summary>
    Free,

    /// <summary>Somebody listens on it, and nothing says that it is not the owner.</summary>
    Listening,

    /// <summary>Somebody listens on it who is not its owner.</summary>
    Taken,
}
