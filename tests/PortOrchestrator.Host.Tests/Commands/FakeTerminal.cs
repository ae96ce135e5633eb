using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Tests.Commands;

/// <summary>A terminal that keeps what was written.</summary>
internal sealed class FakeTerminal : ITerminal
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public TextWriter Out => OutOverride ?? _out;

    public TextWriter Error => _error;

    public TextWriter? OutOverride { get; init; }

    public int OutWidth { get; init; } = int.MaxValue;

    public (int Columns, int Lines) ErrorSize { get; init; } = (80, 25);

    public bool ErrorIsTerminal { get; init; }

    public Style OutStyle { get; init; } = Style.None;

    public Style ErrorStyle { get; init; } = Style.None;

    public string OutText => _out.ToString();

    public string ErrorText => _error.ToString();
}
