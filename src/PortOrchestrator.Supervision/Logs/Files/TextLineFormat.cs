using System.Buffers;
using System.Globalization;
using System.Text;

namespace PortOrchestrator.Supervision.Logs.Files;

/// <summary>Lines for people: parts in an order of choice, then where the line comes from.</summary>
internal sealed class TextLineFormat(LogFileDefinition definition) : ILogLineFormat
{
    private const string Kitchen = "3:04PM";
    private const int Bold = 1;
    private const int Red = 31;
    private const int Green = 32;
    private const int Cyan = 36;
    private const int Grey = 90;
    private static readonly string[] StandardOrder = ["time", "level", "message"];

    private readonly IReadOnlyList<string> _order = definition.FieldsOrder.Count > 0 ? definition.FieldsOrder : StandardOrder;
    private readonly StringBuilder _text = new();

    public void Write(IBufferWriter<byte> target, LogFileSource source, string line, DateTimeOffset time)
    {
        _text.Clear();
        foreach (var part in _order) Append(Part(part, source, line, time));
        if (definition.Metadata)
        {
            Append(Paint(Cyan, "process=") + Quoted(source.Name));
            Append(Paint(Cyan, "replica=") + source.Replica.ToString(CultureInfo.InvariantCulture));
        }

        _text.Append('\n');
        foreach (var chunk in _text.GetChunks()) Encoding.UTF8.GetBytes(chunk.Span, target);
    }

    private string Part(string name, LogFileSource source, string line, DateTimeOffset time) => name switch
    {
        "time" when definition.AddTime => Paint(Grey, GoTimeLayout.Format(time.ToLocalTime(), definition.TimeLayout ?? Kitchen)),
        "level" => source.IsError ? Paint(Red, "ERR") : Paint(Green, "INF"),
        "message" => Paint(Bold, line),
        "process" when definition.Metadata => source.Name,
        "replica" when definition.Metadata => source.Replica.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private void Append(string part)
    {
        if (part.Length == 0) return;
        if (_text.Length > 0) _text.Append(' ');
        _text.Append(part);
    }

    private string Paint(int code, string text) =>
        definition.Colours && text.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"\e[{code}m{text}\e[0m") : text;

    private static string Quoted(string name) =>
        name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.AsSpan().ContainsAny('"', '\\')
            ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : name;
}
