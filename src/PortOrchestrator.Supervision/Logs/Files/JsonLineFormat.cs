using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PortOrchestrator.Supervision.Logs.Files;

/// <summary>One JSON object a line, with the members of process-compose in its order.</summary>
internal sealed class JsonLineFormat(LogFileDefinition definition) : ILogLineFormat
{
    private const string Rfc3339 = "2006-01-02T15:04:05Z07:00";

    // Read by tools and people, never put into a web page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public void Write(IBufferWriter<byte> target, LogFileSource source, string line, DateTimeOffset time)
    {
        using var json = new Utf8JsonWriter(target, Options);
        json.WriteStartObject();
        json.WriteString("level"u8, source.IsError ? "error"u8 : "info"u8);
        if (definition.Metadata)
        {
            json.WriteString("process"u8, source.Name);
            json.WriteNumber("replica"u8, source.Replica);
        }

        if (definition.AddTime) WriteTime(json, time);
        json.WriteString("message"u8, line);
        json.WriteEndObject();
        json.Flush();
        target.Write("\n"u8);
    }

    private void WriteTime(Utf8JsonWriter json, DateTimeOffset time)
    {
        var layout = definition.TimeLayout ?? Rfc3339;
        var text = GoTimeLayout.Format(time.ToLocalTime(), layout);
        json.WritePropertyName("time"u8);
        if (GoTimeLayout.IsNumber(layout)) json.WriteRawValue(text, skipInputValidation: true);
        else json.WriteStringValue(text);
    }
}
