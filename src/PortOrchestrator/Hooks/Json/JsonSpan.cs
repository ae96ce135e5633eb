using System.Text.Json;

namespace PortOrchestrator.Hooks.Json;

/// <summary>A value of a JSON text and where it stands. Immutable.</summary>
/// <param name="Kind">The kind of the value's first token.</param>
/// <param name="Start">The offset of its first byte.</param>
/// <param name="End">The offset behind its last byte.</param>
internal sealed record JsonSpan(JsonTokenType Kind, int Start, int End)
{
    /// <summary>The members of an object, in order.</summary>
    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    /// <summary>The values of an array.</summary>
    public IReadOnlyList<JsonSpan> Items { get; init; } = [];

    /// <summary>The text of a string; null of anything else.</summary>
    public string? Text { get; init; }

    public bool IsObject => Kind == JsonTokenType.StartObject;

    public bool IsArray => Kind == JsonTokenType.StartArray;

    /// <summary>The value of a member; null when there is none.</summary>
    public JsonSpan? Find(string key) => Members.FirstOrDefault(m => m.Key == key)?.Value;
}
