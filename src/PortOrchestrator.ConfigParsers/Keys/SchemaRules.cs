using System.Text.Json;

namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Writes the rules between keys as an <c>allOf</c>.</summary>
internal sealed class SchemaRules(Utf8JsonWriter json)
{
    public void Write(IReadOnlyList<KeyRule> rules)
    {
        if (rules.Count == 0) return;
        json.WriteStartArray("allOf");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            Write(rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Write(KeyRule rule)
    {
        switch (rule.Kind)
        {
            case KeyRuleKind.NotBoth:
                json.WriteStartObject("not");
                WriteRequired(rule.Keys);
                json.WriteEndObject();
                break;
            case KeyRuleKind.Opposites:
                json.WriteStartObject("not");
                json.WriteStartArray("anyOf");
                WriteEqualFlags(rule.Keys, true);
                WriteEqualFlags(rule.Keys, false);
                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case KeyRuleKind.ExactlyOne: WriteEach("oneOf", rule.Keys); break;
            case KeyRuleKind.AtLeastOne: WriteConditional(rule); break;
        }
    }

    private void WriteConditional(KeyRule rule)
    {
        json.WriteStartObject("if");
        if (!rule.WhenValues.Contains(null)) WriteRequired([rule.WhenKey ?? ""]);
        json.WriteStartObject("properties");
        json.WriteStartObject(rule.WhenKey ?? "");
        json.WriteStartArray("enum");
        foreach (var value in rule.WhenValues.OfType<string>()) json.WriteStringValue(value);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("then");
        WriteEach("anyOf", rule.Keys);
        json.WriteEndObject();
    }

    private void WriteEach(string combination, IReadOnlyList<string> keys)
    {
        json.WriteStartArray(combination);
        foreach (var key in keys)
        {
            json.WriteStartObject();
            WriteRequired([key]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteEqualFlags(IReadOnlyList<string> keys, bool value)
    {
        json.WriteStartObject();
        json.WriteStartObject("properties");
        foreach (var key in keys)
        {
            json.WriteStartObject(key);
            json.WriteBoolean("const", value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteRequired(keys);
        json.WriteEndObject();
    }

    private void WriteRequired(IReadOnlyList<string> keys)
    {
        json.WriteStartArray("required");
        foreach (var key in keys) json.WriteStringValue(key);
        json.WriteEndArray();
    }
}
