using System.Text.Json;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary>What the document that a host passes to its hook says. Immutable.</summary>
internal sealed record HookPayload
{
    /// <summary>No document, or none that could be read.</summary>
    public static readonly HookPayload None = new();

    /// <summary>The session's id, whatever the host calls it.</summary>
    public string? SessionId { get; init; }

    /// <summary>The folder that the session works in.</summary>
    public string? Folder { get; init; }

    /// <summary>How the session comes to begin, as the host says it.</summary>
    public string? Source { get; init; }

    /// <summary>Why the session ends, as the host says it.</summary>
    public string? Reason { get; init; }

    /// <summary>The event's name, as the host says it.</summary>
    public string? Event { get; init; }

    /// <summary>The names of all members of the document.</summary>
    public IReadOnlySet<string> Members { get; init; } = new HashSet<string>();

    /// <summary>Reads a document.</summary>
    /// <returns>Null when it is none, or not a whole one.</returns>
    public static HookPayload? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            var reader = new Utf8JsonReader(bytes);
            using var document = JsonDocument.ParseValue(ref reader);
            // More behind it is no document of a hook.
            if (document.RootElement.ValueKind != JsonValueKind.Object || reader.Read()) return null;
            return From(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for texts that are no UTF-8, which are found when they are read.
            return null;
        }
    }

    private static HookPayload From(JsonElement root) => new()
    {
        SessionId = Text(root, "session_id") ?? Text(root, "sessionId") ?? Text(root, "conversation_id"),
        Folder = Text(root, "cwd") ?? FirstFolder(root),
        Source = Text(root, "source"),
        Reason = Text(root, "reason"),
        Event = Text(root, "hook_event_name"),
        Members = root.EnumerateObject().Select(m => m.Name).ToHashSet(StringComparer.Ordinal),
    };

    // Cursor names all folders of a window instead of one.
    private static string? FirstFolder(JsonElement root) =>
        root.TryGetProperty("workspace_roots", out var roots) && roots.ValueKind == JsonValueKind.Array && roots.GetArrayLength() > 0 && roots[0].ValueKind == JsonValueKind.String
            ? roots[0].GetString()
            : null;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
