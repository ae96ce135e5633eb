using System.Globalization;
using System.Text;

namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Writes values as YAML that means the same by version 1.1 (which process-compose reads) and 1.2 (which we read).</summary>
internal sealed class YamlEmitter
{
    private readonly StringBuilder _text = new();

    private YamlEmitter() { }

    public static string Write(ExportValue value)
    {
        var emitter = new YamlEmitter();
        emitter.WriteValue(value, indent: 0, isAtLineStart: true);
        return emitter._text.ToString();
    }

    /// <summary>Writes a value and the end of its last line. What has lines of its own begins a new one, unless it stands at the beginning of one.</summary>
    private void WriteValue(ExportValue value, int indent, bool isAtLineStart)
    {
        switch (value)
        {
            case ExportValue.Map { Entries.Count: > 0 } map:
                if (!isAtLineStart) _text.Append('\n');
                for (var i = 0; i < map.Entries.Count; i++)
                {
                    if (i > 0 || !isAtLineStart) _text.Append(' ', indent);
                    _text.Append(YamlText.Key(map.Entries[i].Key)).Append(':');
                    WriteValue(map.Entries[i].Value, indent + 2, isAtLineStart: false);
                }

                break;
            case ExportValue.List { Items.Count: > 0 } list:
                if (!isAtLineStart) _text.Append('\n');
                for (var i = 0; i < list.Items.Count; i++)
                {
                    if (i > 0 || !isAtLineStart) _text.Append(' ', indent);
                    _text.Append('-');
                    var isMap = list.Items[i] is ExportValue.Map { Entries.Count: > 0 };
                    if (isMap) _text.Append(' ');
                    WriteValue(list.Items[i], indent + 2, isAtLineStart: isMap);
                }

                break;
            default:
                if (!isAtLineStart) _text.Append(' ');
                if (value is ExportValue.Text text && YamlText.Lines(text.Value) is { } lines) WriteLines(text.Value, lines, indent);
                else _text.Append(Inline(value)).Append('\n');
                break;
        }
    }

    private void WriteLines(string text, string[] lines, int indent)
    {
        _text.Append(text.EndsWith("\n\n", StringComparison.Ordinal) ? "|+" : text.EndsWith('\n') ? "|" : "|-").Append('\n');
        foreach (var line in lines)
        {
            if (line.Length > 0) _text.Append(' ', Math.Max(indent, 2)).Append(line);
            _text.Append('\n');
        }
    }

    private static string Inline(ExportValue value) => value switch
    {
        ExportValue.Text text => YamlText.Inline(text.Value),
        ExportValue.Number number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        ExportValue.Flag flag => flag.Value ? "true" : "false",
        ExportValue.List => "[]",
        _ => "{}",
    };
}
