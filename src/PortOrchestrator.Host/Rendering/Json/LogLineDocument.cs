using System.Text.Json.Serialization;

namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record LogLineDocument(string Service, string? Time, string Text)
{
    /// <summary><c>stderr</c> when that is kept apart; otherwise nobody knows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stream { get; init; }

    /// <summary>How many bytes are missing here; such a line was written by nobody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? DroppedBytes { get; init; }

    public static LogLineDocument From(LogLine line) => new(line.Service, Words.OfOptional(line.Time), line.Text)
    {
        Stream = line.IsError ? "stderr" : null,
        DroppedBytes = line.DroppedBytes > 0 ? line.DroppedBytes : null,
    };
}
