using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Terminals;

/// <summary>The terminal of the user, byte for byte; a seam for tests.</summary>
internal interface IKeyboardTerminal
{
    /// <summary>Whether standard input and output are a terminal.</summary>
    bool IsTerminal { get; }

    TerminalSize Size { get; }

    /// <summary>Hands over every key as it is typed, until disposed.</summary>
    IDisposable MakeRaw();

    /// <summary>Waits for keys; 0 when there will be no more.</summary>
    int Read(Span<byte> buffer);

    void Write(ReadOnlySpan<byte> bytes);
}
