using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PortOrchestrator.ServiceGraph;

internal static class JsonWriter
{
    public static string Write(IReadOnlyList<StartStep> steps)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("nodes");
            foreach (var step in steps) WriteNode(json, step);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        // The writer indents with the line ends of the platform.
        return Encoding.UTF8.GetString(buffer.WrittenSpan).ReplaceLineEndings("\n") + "\n";
    }

    private static void WriteNode(Utf8JsonWriter json, StartStep step)
    {
        json.WriteStartObject();
        json.WriteString("name", step.Service.Name);
        json.WriteNumber("tier", step.Service.Tier);
        json.WriteNumber("layer", step.Layer);
        json.WriteString("kind", step.Service.Kind.Word());
        json.WriteBoolean("required", step.Service.Required);
        json.WriteBoolean("disabled", step.Service.Disabled);
        json.WriteStartArray("dependsOn");
        foreach (var dependency in step.Dependencies)
        {
            json.WriteStartObject();
            json.WriteString("service", dependency.Service);
            json.WriteString("condition", dependency.Condition.Word());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
