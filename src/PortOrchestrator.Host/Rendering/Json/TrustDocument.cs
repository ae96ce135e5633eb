namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What <c>trust --json</c> and <c>untrust --json</c> print of a project.</summary>
internal sealed record TrustDocument(
    string Project,
    string ProjectId,
    string Checkout,
    string Root,
    bool Approved,
    string Reason,
    string Message,
    string? Folder,
    IReadOnlyList<string> Blamed,
    IReadOnlyList<TrustDocument.File> Files,
    IReadOnlyList<TrustDocument.Command> Commands)
{
    public static TrustDocument From(TrustVerdict verdict) => new(
        verdict.Project.Name,
        verdict.Project.ProjectId,
        verdict.Project.Checkout,
        verdict.Project.Root,
        verdict.IsApproved,
        Words.Camel(verdict.Reason),
        verdict.Explanation,
        verdict.Folder,
        verdict.Blamed,
        [.. verdict.Files.Select(f => new File(f.Path, f.Hash))],
        [.. verdict.Commands.Select(c => new Command(c.Name, Words.Of(c.Purpose), c.Command.Text, c.Command.Arguments, c.WorkingDirectory))]);

    internal sealed record File(string Path, string Hash);

    internal sealed record Command(string Name, string Purpose, string? Text, IReadOnlyList<string>? Arguments, string WorkingDirectory);
}
