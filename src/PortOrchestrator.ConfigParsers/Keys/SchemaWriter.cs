using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Writes the JSON Schema (draft 2020-12) of a key table.</summary>
internal sealed class SchemaWriter : IDisposable
{
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<string, RecordShape> _definitions = new(StringComparer.Ordinal);

    private SchemaWriter(Stream output) => _json = new Utf8JsonWriter(output, new JsonWriterOptions
    {
        Indented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes the schema.</summary>
    /// <param name="root">The table of the whole file.</param>
    /// <param name="title">What the file is.</param>
    public static string Write(RecordShape root, string title = "PortOrchestrator project services")
    {
        using var output = new MemoryStream();
        using (var writer = new SchemaWriter(output)) writer.WriteRoot(root, title);
        return Encoding.UTF8.GetString(output.ToArray()).ReplaceLineEndings("\n") + "\n";
    }

    public void Dispose() => _json.Dispose();

    private void WriteRoot(RecordShape root, string title)
    {
        _json.WriteStartObject();
        _json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        _json.WriteString("title", title);
        WriteRecordBody(root);
        _json.WriteStartObject("$defs");
        // Definitions turn up while others are written.
        for (var written = 0; written < _definitions.Count; written++)
        {
            var record = _definitions.Values.ElementAt(written);
            _json.WriteStartObject(record.Name);
            WriteRecordBody(record);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
    }

    private void WriteRecordBody(RecordShape record)
    {
        _json.WriteString("type", "object");
        _json.WriteStartObject("properties");
        foreach (var key in record.Keys)
        {
            _json.WriteStartObject(key.Name);
            _json.WriteString("description", key.Description);
            WriteShape(key.Shape);
            if (key.Default is { } value)
            {
                _json.WritePropertyName("default");
                _json.WriteRawValue(value);
            }

            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        if (record.AllowsExtensions)
        {
            _json.WriteStartObject("patternProperties");
            _json.WriteStartObject("^x-");
            _json.WriteEndObject();
            _json.WriteEndObject();
        }

        _json.WriteBoolean("additionalProperties", false);
        WriteStrings("required", record.Keys.Where(k => k.IsRequired).Select(k => k.Name));
        new SchemaRules(_json).Write(record.Rules);
    }

    private void WriteShape(Shape shape)
    {
        switch (shape)
        {
            case TextShape text:
                _json.WriteString("type", "string");
                if (text.Pattern is null) _json.WriteNumber("minLength", 1);
                else _json.WriteString("pattern", PatternOf(text.Pattern));
                break;
            case NumberShape number: WriteNumber(number); break;
            case FlagShape: _json.WriteString("type", "boolean"); break;
            case ScalarShape: WriteStrings("type", ["string", "number", "boolean"]); break;
            case ChoiceShape choice: WriteStrings("enum", choice.Words); break;
            case ListShape list: WriteList(list); break;
            case DictionaryShape map: WriteDictionary(map); break;
            case EitherShape either: WriteEither(either); break;
            case RecordShape record:
                _definitions.TryAdd(record.Name, record);
                _json.WriteString("$ref", "#/$defs/" + record.Name);
                break;
        }
    }

    private void WriteNumber(NumberShape shape)
    {
        _json.WriteString("type", shape.IsWhole ? "integer" : "number");
        _json.WriteNumber(shape.IsAbove ? "exclusiveMinimum" : "minimum", shape.Minimum);
        if (shape.Maximum is { } maximum) _json.WriteNumber("maximum", maximum);
    }

    private void WriteList(ListShape shape)
    {
        _json.WriteString("type", "array");
        _json.WriteStartObject("items");
        WriteShape(shape.Item);
        _json.WriteEndObject();
        if (shape.MinimumCount > 0) _json.WriteNumber("minItems", shape.MinimumCount);
    }

    private void WriteDictionary(DictionaryShape shape)
    {
        _json.WriteString("type", "object");
        _json.WriteStartObject("propertyNames");
        _json.WriteString("pattern", PatternOf(shape.KeyPattern));
        _json.WriteEndObject();
        _json.WriteStartObject("additionalProperties");
        WriteShape(shape.Value);
        _json.WriteEndObject();
    }

    private void WriteEither(EitherShape shape)
    {
        _json.WriteStartArray("anyOf");
        foreach (var option in shape.Options)
        {
            _json.WriteStartObject();
            WriteShape(option);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteStrings(string name, IEnumerable<string> values)
    {
        var list = values.ToList();
        if (list.Count == 0) return;
        _json.WriteStartArray(name);
        foreach (var value in list) _json.WriteStringValue(value);
        _json.WriteEndArray();
    }

    // The tail only keeps .NET from matching before a last line feed, which ECMAScript never does.
    private static string PatternOf(Regex pattern) => pattern.ToString().Replace("$(?!\n)", "$", StringComparison.Ordinal);
}
