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

    /// <summary>
    /// How many bytes the terminal has taken of all that this attachment has typed: eight bytes. The first frame of a stream, and later now and then.
    /// After a stream that breaks off without <see cref="Ended"/>, another program of the supervisor's process may go on: what it says here first tells
    /// what is to be typed again.
    /// </summary>
    Taken = 4,
}
