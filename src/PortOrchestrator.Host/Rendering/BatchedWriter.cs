using System.Text;

namespace PortOrchestrator.Host.Rendering;

/// <summary>Collects text, so that many lines are one write.</summary>
internal sealed class BatchedWriter(TextWriter target) : TextWriter
{
    private const int Most = 32 * 1024;

    private readonly StringBuilder _text = new(Most);

    public override Encoding Encoding => target.Encoding;

    public override void Write(char value)
    {
        _text.Append(value);
        if (_text.Length >= Most) Flush();
    }

    public override void Write(string? value)
    {
        _text.Append(value);
        if (_text.Length >= Most) Flush();
    }

    /// <summary>Forgets what was not written: there is nobody to read it.</summary>
    public void Drop() => _text.Clear();

    public override void Flush()
    {
        if (_text.Length == 0) return;
        target.Write(_text);
        _text.Clear();
        // One line of a megabyte must not stay for good.
        if (_text.Capacity > 4 * Most) _text.Capacity = Most;
    }
}
