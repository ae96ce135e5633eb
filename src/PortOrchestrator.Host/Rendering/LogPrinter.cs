namespace PortOrchestrator.Host.Rendering;

/// <summary>Writes log lines, each after the name of its service, padded to the longest and in the service's own colour.</summary>
internal sealed class LogPrinter(TextWriter writer, Style style, IEnumerable<string> names)
{
    private int _width = names.Select(DisplayWidth.Of).DefaultIfEmpty(0).Max();

    public void Write(LogLine line) => Write(line.Service, style.Enabled ? Printable.Line(line.Text) : Printable.Plain(line.Text));

    /// <summary>Writes a line about a service rather than by it.</summary>
    public void WriteNotice(string service, string text) => Write(service, style.Dim(text));

    private void Write(string name, string text)
    {
        _width = Math.Max(_width, DisplayWidth.Of(name));
        writer.Write($"{style.Named(name, DisplayWidth.Pad(name, _width) + " |")} {text}\n");
    }
}
