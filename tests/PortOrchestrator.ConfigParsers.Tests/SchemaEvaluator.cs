using System.Text.Json;
using System.Text.RegularExpressions;

namespace PortOrchestrator.ConfigParsers.Tests;

/// <summary>Evaluates the part of JSON Schema 2020-12 that the published schema uses; any other keyword fails the test.</summary>
internal sealed class SchemaEvaluator(JsonElement root)
{
    private static readonly HashSet<string> Annotations = ["$schema", "title", "description", "default", "$defs", "then"];

    public bool Accepts(JsonElement value) => Accepts(root, value);

    private bool Accepts(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(k => Annotations.Contains(k.Name) || Holds(schema, k, value));

    private bool Holds(JsonElement schema, JsonProperty keyword, JsonElement value)
    {
        var rule = keyword.Value;
        return keyword.Name switch
        {
            "$ref" => Accepts(root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), value),
            "type" => rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Any(t => IsType(t.GetString()!, value)) : IsType(rule.GetString()!, value),
            "enum" => rule.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)),
            "const" => JsonElement.DeepEquals(rule, value),
            "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(),
            "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.ECMAScript),
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(),
            "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() > rule.GetDouble(),
            "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(),
            "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(),
            "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(i => Accepts(rule, i)),
            "required" => value.ValueKind != JsonValueKind.Object || rule.EnumerateArray().All(r => value.TryGetProperty(r.GetString()!, out _)),
            "properties" => Members(value).All(m => !rule.TryGetProperty(m.Name, out var s) || Accepts(s, m.Value)),
            "patternProperties" => Members(value).All(m => rule.EnumerateObject().All(p => !Regex.IsMatch(m.Name, p.Name) || Accepts(p.Value, m.Value))),
            "propertyNames" => Members(value).All(m => Regex.IsMatch(m.Name, rule.GetProperty("pattern").GetString()!, RegexOptions.ECMAScript)),
            "additionalProperties" => Members(value).Where(m => !IsKnown(schema, m.Name)).All(m => rule.ValueKind != JsonValueKind.False && Accepts(rule, m.Value)),
            "allOf" => rule.EnumerateArray().All(s => Accepts(s, value)),
            "anyOf" => rule.EnumerateArray().Any(s => Accepts(s, value)),
            "oneOf" => rule.EnumerateArray().Count(s => Accepts(s, value)) == 1,
            "not" => !Accepts(rule, value),
            "if" => !Accepts(rule, value) || Accepts(schema.GetProperty("then"), value),
            var other => throw new AssertionException("the schema uses a keyword that the test does not know: " + other),
        };
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;

    private static bool IsKnown(JsonElement schema, string name) =>
        (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(name, out _))
        || (schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(p => Regex.IsMatch(name, p.Name)));

    private static bool IsType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        _ => throw new AssertionException("the schema uses a type that the test does not know: " + type),
    };
}
