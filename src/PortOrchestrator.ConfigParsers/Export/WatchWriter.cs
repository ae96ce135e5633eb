namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the value of <c>watch</c> for both formats.</summary>
internal static class WatchWriter
{
    private static readonly WatchDefinition Standard = new() { Paths = [] };

    public static MapWriter ForProject(string root, WatchDefinition? watch) => watch is null ? new MapWriter() : new MapWriter()
        .Value("paths", Paths(root, watch, text => text))
        .Flag("cascade", watch.Cascade)
        .Seconds("debounce_seconds", watch.Debounce, Standard.Debounce)
        .Number("max_folders", watch.MaxFolders, Standard.MaxFolders)
        .Value("default_excludes", watch.DefaultExcludes ? null : new ExportValue.Flag(false));

    public static MapWriter ForProcess(string root, WatchDefinition? watch) => watch is null ? new MapWriter() : new MapWriter()
        .Value("paths", Paths(root, watch, ProcessText.Expanded))
        .Flag("cascade", watch.Cascade)
        .Text("debounce", watch.Debounce == Standard.Debounce ? null : FormattableString.Invariant($"{watch.Debounce.TotalSeconds}s"))
        .Number("max_entries", watch.MaxFolders, Standard.MaxFolders)
        .Flag("disable_default_excludes", !watch.DefaultExcludes);

    private static ExportValue.List Paths(string root, WatchDefinition watch, Func<string, string> write) => new(
    [
        .. watch.Paths.Select(p => new MapWriter()
            .Text("path", write(WrittenPaths.FromRoot(root, p.Path) ?? "."))
            .Texts("include", [.. p.Include.Select(write)])
            .Texts("exclude", [.. p.Exclude.Select(write)])
            .Build()),
    ]);
}
