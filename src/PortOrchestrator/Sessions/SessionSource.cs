namespace PortOrchestrator.Sessions;

/// <summary>How a session comes to begin.</summary>
public enum SessionSource
{
    /// <summary>It is new.</summary>
    Startup,

    /// <summary>An earlier one goes on.</summary>
    Resume,

    /// <summary>It follows one whose conversation was cleared.</summary>
    Clear,

    /// <summary>It goes on with a shortened conversation.</summary>
    Compact,

    /// <summary>It begins where another one was.</summary>
    Fork,
}
