namespace PortOrchestrator.Host.Rendering;

/// <summary>The progress that suits where a command writes; none with <c>--json</c>.</summary>
internal sealed class ProgressView : IProgress<ServiceSnapshot>, IDisposable
{
    private readonly LiveProgress? _live;
    private readonly PlainProgress? _plain;

    public ProgressView(ITerminal terminal, bool json)
    {
        if (json) return;
        if (terminal.ErrorIsTerminal) _live = new LiveProgress(terminal);
        else _plain = new PlainProgress(terminal);
    }

    public void Report(ServiceSnapshot value)
    {
        _live?.Report(value);
        _plain?.Report(value);
    }

    public void Dispose() => _live?.Clear();
}
