using PortOrchestrator.ConfigParsers.Watching;

namespace PortOrchestrator.Supervision.Watching;

/// <summary>Which files and folders below a watched folder count. Immutable; paths are relative to that folder, with <c>/</c> between the names.</summary>
internal sealed class TreeFilter
{
    private readonly PathPattern[] _include;
    private readonly PathPattern[] _exclude;
    private readonly HashSet<string> _except;
    private readonly bool _hasDefaults;

    /// <param name="path">The folder and its patterns; one that cannot be read matches nothing.</param>
    /// <param name="hasDefaults">Whether what tools write is left out.</param>
    /// <param name="except">Absolute paths that never count.</param>
    public TreeFilter(WatchedPath path, bool hasDefaults, IEnumerable<string> except)
    {
        _include = Read(path.Include);
        _exclude = Read(path.Exclude);
        _except = except.Select(e => Path.GetRelativePath(path.Path, e).Replace(Path.DirectorySeparatorChar, '/')).ToHashSet(StringComparer.Ordinal);
        _hasDefaults = hasDefaults;
    }

    /// <summary>Whether what is in a folder may count. What is asked of the folders it is in is not asked again.</summary>
    public bool Descends(string folder) =>
        !_except.Contains(folder) && !(_hasDefaults && DefaultExcludes.HasFolder(NameOf(folder))) && !Array.Exists(_exclude, p => p.IsMatch(folder));

    /// <summary>Whether a file in a folder that is descended into counts.</summary>
    public bool Counts(string file) =>
        !_except.Contains(file)
        && !(_hasDefaults && DefaultExcludes.HasFile(NameOf(file).ToString()))
        && (_include.Length == 0 || Array.Exists(_include, p => p.IsMatch(file)))
        && !Array.Exists(_exclude, p => p.IsMatch(file));

    /// <summary>Whether a file counts, the folders it is in being asked as well.</summary>
    public bool CountsWithFolders(string file)
    {
        for (var slash = file.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = file.IndexOf('/', slash + 1))
        {
            if (!Descends(file[..slash])) return false;
        }

        return Counts(file);
    }

    private static ReadOnlySpan<char> NameOf(string path) => path.AsSpan(path.LastIndexOf('/') + 1);

    private static PathPattern[] Read(IReadOnlyList<string> texts) =>
        [.. texts.Select(t => PathPattern.TryParse(t, out var pattern, out _) ? pattern : null).OfType<PathPattern>()];
}
