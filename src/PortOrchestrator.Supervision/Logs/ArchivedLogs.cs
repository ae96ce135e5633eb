namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// Which logs of a folder may have archives. Looked up once for a folder, since only its keeper makes archives: with a thousand logs, looking for those of
/// each would mean a million names. Thread-safe.
/// </summary>
internal sealed class ArchivedLogs
{
    private readonly object _gate = new();
    private readonly Dictionary<string, HashSet<string>> _names = new(StringComparer.Ordinal);

    /// <summary>Whether a log may have archives, or the beginnings of one.</summary>
    /// <param name="path">The log.</param>
    public bool MayHave(string path)
    {
        lock (_gate) return NamesIn(Path.GetDirectoryName(path)!).Contains(Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>Remembers that a log has archives from now on.</summary>
    /// <param name="path">The log.</param>
    public void Note(string path)
    {
        lock (_gate) NamesIn(Path.GetDirectoryName(path)!).Add(Path.GetFileNameWithoutExtension(path));
    }

    private HashSet<string> NamesIn(string folder)
    {
        if (_names.TryGetValue(folder, out var known)) return known;
        var names = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*-*.log*").Select(Path.GetFileName).Select(NameOf).OfType<string>().ToHashSet(StringComparer.Ordinal)
            : [];
        return _names[folder] = names;
    }

    // NAME.FROM-TO.log, and NAME.FROM-TO.log.part; a name too many costs a look.
    private static string? NameOf(string? file)
    {
        var end = file?.LastIndexOf(".log", StringComparison.Ordinal) ?? -1;
        var dot = end > 0 ? file!.LastIndexOf('.', end - 1) : -1;
        return dot > 0 ? file![..dot] : null;
    }
}
