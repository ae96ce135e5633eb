using System.Text.Json;
using System.Text.Json.Serialization;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Journal;

/// <summary>Leaves the specification out of an entry, since it stands beside it in the journal; entries of earlier versions still have it.</summary>
internal sealed class SpecElsewhereConverter : JsonConverter<ServiceSpec>
{
    public override bool HandleNull => true;

    public override ServiceSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, SupervisionJson.Default.ServiceSpec)!;

    public override void Write(Utf8JsonWriter writer, ServiceSpec value, JsonSerializerOptions options) => writer.WriteNullValue();
}
