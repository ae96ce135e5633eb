namespace PortOrchestrator.Supervision.Protocol;

/// <summary>What a <see cref="TerminalFrame"/> is.</summary>
internal enum TerminalFrameKind : byte
{
    /// <summary>Bytes: what the service has written, or what is typed into its terminal.</summary>
    Bytes = 1,

    /// <summary>The size of the terminal that is attached: columns and rows, two bytes each.</summary>
    Size = 2,

    /// <summary>How the service has ended, as UTF-8 text. Nothing follows.</summary>
    Ended = 3,

    /// <summary>Another program of the supervisor's process goes on with the terminal: the stream is to be opened again. Nothing follows.</summary>
    GoesOn = 4,
}
