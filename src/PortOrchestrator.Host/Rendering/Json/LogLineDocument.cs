namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record LogLineDocument(string Service, string? Time, string Text)
{
    public static LogLineDocument From(LogLine line) => new(line.Service, Words.OfOptional(line.Time), line.Text);
}
