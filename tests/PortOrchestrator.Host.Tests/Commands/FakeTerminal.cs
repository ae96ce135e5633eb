using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Tests.Commands;

/// <summary>A terminal that keeps what was written.</summary>
internal sealed class FakeTerminal : ITerminal
{
    public TextWriter Out { get; init; } = new StringWriter();

    public TextWriter Error { get; } = new StringWriter();

    public int OutWidth { get; init; } = int.MaxValue;

    public (int Columns, int Lines) ErrorSize { get; init; } = (80, 25);

    public bool ErrorIsTerminal { get; init; }

    public Style OutStyle { get; init; } = Style.None;

    public Style ErrorStyle { get; init; } = Style.None;

    public string OutText => Out.ToString()!;

    public string ErrorText => Error.ToString()!;
}
