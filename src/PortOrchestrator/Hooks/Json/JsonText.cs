using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Hooks.Json;

/// <summary>Writes values in the style of a text.</summary>
internal static class JsonText
{
    /// <summary>A value, its first line without indentation.</summary>
    /// <param name="value">The value.</param>
    /// <param name="level">How deeply the line is indented that the value begins on.</param>
    /// <param name="style">The style.</param>
    public static string Of(JsonNode value, int level, JsonStyle style) => value switch
    {
        JsonObject map => Block('{', map.Select(m => Member(m.Key, m.Value!, level + 1, style)), '}', level, style),
        JsonArray list when list.All(i => i is JsonValue) => "[" + string.Join(", ", list.Select(i => Of(i!, level, style))) + "]",
        JsonArray list => Block('[', list.Select(i => Of(i!, level + 1, style)), ']', level, style),
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => Quoted(text),
        _ => value.ToJsonString(),
    };

    public static string Member(string key, JsonNode value, int level, JsonStyle style) => $"{Quoted(key)}: {Of(value, level, style)}";

    private static string Block(char open, IEnumerable<string> parts, char close, int level, JsonStyle style)
    {
        if (style.IsOneLine) return open + string.Join(", ", parts) + close;
        return open + style.Line(level + 1) + string.Join("," + style.Line(level + 1), parts) + style.Line(level) + close;
    }

    private static string Quoted(string text) => "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";
}
