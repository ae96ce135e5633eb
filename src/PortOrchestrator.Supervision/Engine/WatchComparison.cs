namespace PortOrchestrator.Supervision.Engine;

/// <summary>Tells whether two watches are about the same files, wherever they are written.</summary>
internal static class WatchComparison
{
    public static bool AreSame(WatchDefinition? first, WatchDefinition? second) =>
        first is null || second is null ? ReferenceEquals(first, second) : first.Debounce == second.Debounce
        && first.MaxFolders == second.MaxFolders
        && first.DefaultExcludes == second.DefaultExcludes
        && first.Paths.Count == second.Paths.Count
        && first.Paths.Zip(second.Paths).All(p => AreSame(p.First, p.Second));

    private static bool AreSame(WatchedPath first, WatchedPath second) =>
        first.Path == second.Path
        && first.Include.SequenceEqual(second.Include, StringComparer.Ordinal)
        && first.Exclude.SequenceEqual(second.Exclude, StringComparer.Ordinal);
}
