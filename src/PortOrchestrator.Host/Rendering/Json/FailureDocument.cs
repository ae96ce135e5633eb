namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record FailureDocument(
    string Service, string State, bool Required, string? Reason, int? ExitCode, IReadOnlyList<string> LastLines, string? LogPath)
{
    public static FailureDocument From(ServiceFailure f) =>
        new(f.Service, Words.Of(f.State), f.Required, f.Reason, f.ExitCode, f.LastLines, f.LogPath);
}
