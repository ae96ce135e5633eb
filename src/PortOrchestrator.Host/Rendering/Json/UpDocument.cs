namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What <c>up -d --json</c>, <c>start</c> and <c>restart</c> print on success: the project as in <c>ps --json</c>, and what was done.</summary>
internal sealed record UpDocument(
    string Outcome,
    int? ExitCode,
    IReadOnlyList<string> Started,
    IReadOnlyList<string> Stopped,
    IReadOnlyDictionary<string, string> Changed,
    IReadOnlyList<string> Notices,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<FailureDocument> Failures,
    ProjectDocument Project)
{
    public static UpDocument From(UpResult r) => new(
        r.Outcome switch
        {
            UpOutcome.AlreadyRunning => "alreadyRunning",
            UpOutcome.NothingToDo => "nothingToDo",
            UpOutcome.ProjectEnded => "projectEnded",
            _ => "ready",
        },
        r.ProjectExitCode,
        r.Started,
        r.Stopped,
        r.Changed,
        r.Notices,
        r.Warnings,
        [.. r.Failures.Select(FailureDocument.From)],
        ProjectDocument.From(r.Snapshot));
}
