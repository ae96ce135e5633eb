namespace PortOrchestrator.Host.Terminals;

/// <summary>How an attachment ended.</summary>
internal enum AttachmentEnd
{
    /// <summary>The user pressed the detach key.</summary>
    Detached,

    /// <summary>The service has ended.</summary>
    ServiceEnded,

    /// <summary>The supervisor has ended, and the service's terminal with it.</summary>
    SupervisorGone,

    /// <summary>This program was told to end, or its terminal is gone.</summary>
    Signalled,
}
