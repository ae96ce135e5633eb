using System.Text.Json.Serialization;

namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record LogLineDocument(string Service, string? Time, string Text)
{
    /// <summary><c>stderr</c> when that is kept apart; otherwise nobody knows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stream { get; init; }

    public static LogLineDocument From(LogLine line) => new(line.Service, Words.OfOptional(line.Time), line.Text) { Stream = line.IsError ? "stderr" : null };
}
