namespace PortOrchestrator.Host.Rendering;

/// <summary>Writes log lines, each after the name of its service, padded to the longest and in the service's own colour.</summary>
internal sealed class LogPrinter(TextWriter writer, Style style, IEnumerable<string> names)
{
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);
    private int _width = names.Select(DisplayWidth.Of).DefaultIfEmpty(0).Max();

    public void Write(LogLine line) => Write(line.Service, Text(line));

    /// <summary>Writes a line without the name.</summary>
    public void WriteBare(LogLine line) => writer.Write(Text(line) + "\n");

    /// <summary>Writes a line about a service rather than by it.</summary>
    public void WriteNotice(string service, string text) => Write(service, style.Dim(text));

    private string Text(LogLine line) => line.DroppedBytes > 0 ? style.Dim(line.Text) : style.Enabled ? Printable.Line(line.Text) : Printable.Plain(line.Text);

    private void Write(string name, string text)
    {
        if (!_prefixes.TryGetValue(name, out var prefix))
        {
            var width = DisplayWidth.Of(name);
            // A longer name moves the others, too.
            if (width > _width) _prefixes.Clear();
            _width = Math.Max(_width, width);
            _prefixes[name] = prefix = style.Named(name, DisplayWidth.Pad(name, _width) + " |") + " ";
        }

        writer.Write(string.Concat(prefix, text, "\n"));
    }
}
