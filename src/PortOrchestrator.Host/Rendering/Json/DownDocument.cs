namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record DownDocument(
    IReadOnlyList<string> Stopped, IReadOnlyList<string> LeftRunning, IReadOnlyList<string> Stubborn, ProjectDocument Project)
{
    public static DownDocument From(DownResult r) => new(r.Stopped, r.LeftRunning, r.Stubborn, ProjectDocument.From(r.Snapshot));
}
