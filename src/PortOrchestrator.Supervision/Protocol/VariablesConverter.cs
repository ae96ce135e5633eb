using System.Text.Json;
using System.Text.Json.Serialization;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Protocol;

/// <summary>
/// An environment in JSON: a map when it stands alone, else <c>[id, own, without]</c>, with the shared part elsewhere.
/// What is read in the second form has to be linked before it is used.
/// </summary>
internal sealed class VariablesConverter : JsonConverter<IReadOnlyDictionary<string, string>>
{
    public override IReadOnlyDictionary<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return ReadMap(ref reader);
        Expect(ref reader, JsonTokenType.String);
        var shared = reader.GetString()!;
        Expect(ref reader, JsonTokenType.StartObject);
        var own = ReadMap(ref reader);
        Expect(ref reader, JsonTokenType.StartArray);
        var without = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.String) without.Add(reader.GetString()!);
        Expect(ref reader, JsonTokenType.EndArray);
        return new LayeredVariables(shared, own, without);
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, JsonSerializerOptions options)
    {
        if (value is not LayeredVariables layered)
        {
            WriteMap(writer, value);
            return;
        }

        writer.WriteStartArray();
        writer.WriteStringValue(layered.SharedId);
        WriteMap(writer, layered.Own);
        writer.WriteStartArray();
        foreach (var name in layered.Without) writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> variables)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in variables) writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static Dictionary<string, string> ReadMap(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("an environment is a map or an array");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String);
            variables[name] = reader.GetString()!;
        }

        return variables;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token) throw new JsonException($"an environment has {reader.TokenType} where {token} belongs");
    }
}
