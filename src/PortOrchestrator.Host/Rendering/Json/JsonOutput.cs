using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>Writes one JSON document, or one line of JSON, to standard output.</summary>
internal static class JsonOutput
{
    public static void Write<T>(ITerminal terminal, T value, JsonTypeInfo<T> type) => terminal.Out.Write(JsonSerializer.Serialize(value, type) + "\n");
}
