namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>All sources, over all folders.</summary>
internal static class FindingSources
{
    private static readonly IFindingSource[] All =
    [
        new OwnFileSource(), new AspireSource(), new ComposeSource(), new ProcfileSource(), new ManagerSource(), new LaunchFileSource(), new LaunchSettingsSource(),
        new FirebaseSource(), new DevContainerSource(), new PackageScriptSource(), new NxSource(), new EditorSource(), new DockerfileSource(), new SignatureSource(),
    ];

    public static IReadOnlyList<Finding> FindAll(ProjectTree tree) =>
        [.. tree.Folders.SelectMany(f => All.SelectMany(s => s.Find(f))).Where(f => f.Command is null || !string.IsNullOrWhiteSpace(f.Command))];
}
