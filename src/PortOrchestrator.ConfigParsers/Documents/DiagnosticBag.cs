namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>Collects the findings of one reading, and which files it looked at; used by one thread.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];
    private readonly List<string> _files = [];
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    public bool HasErrors => _items.Exists(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>The absolute paths of the files that were looked at, whether they exist or not, each once.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Remembers that a file was looked at.</summary>
    public void Looked(string path)
    {
        var full = Path.GetFullPath(path);
        if (!_files.Contains(full)) _files.Add(full);
    }

    /// <summary>The hash of what was read from each file, by absolute path.</summary>
    public IReadOnlyDictionary<string, string> FileHashes => _hashes;

    /// <summary>Remembers what a file had in it when it was read.</summary>
    public void Read(string path, ReadOnlySpan<byte> content) => _hashes[Path.GetFullPath(path)] = ContentHash.Of(content);

    public void Error(string code, Place place, string message, string? hint = null) => Add(DiagnosticSeverity.Error, code, place, message, hint);

    public void Warning(string code, Place place, string message, string? hint = null) => Add(DiagnosticSeverity.Warning, code, place, message, hint);

    public void FileError(string code, string file, string message, string? hint = null) =>
        FileFinding(DiagnosticSeverity.Error, code, file, message, hint);

    public void FileFinding(DiagnosticSeverity severity, string code, string file, string message, string? hint = null) => Add(new Diagnostic
    {
        Severity = severity,
        Code = code,
        Message = message,
        Location = new SourceLocation(file, 0, 0),
        Hint = hint,
    });

    public void Add(DiagnosticSeverity severity, string code, Place place, string message, string? hint)
    {
        var diagnostic = new Diagnostic { Severity = severity, Code = code, Message = message, Location = place.Location, Hint = hint };
        Add(place.File.Line(place.Line) is { } line ? diagnostic.WithSnippet(line) : diagnostic);
    }

    public void AddAll(DiagnosticBag other)
    {
        _items.AddRange(other._items);
        AddFiles(other);
    }

    /// <summary>Remembers which files another reading looked at, and leaves its findings.</summary>
    public void AddFiles(DiagnosticBag other)
    {
        foreach (var file in other._files) Looked(file);
        foreach (var (file, hash) in other._hashes) _hashes[file] = hash;
    }

    /// <summary>Everything found, each finding once, in the order of the files and of their lines.</summary>
    public IReadOnlyList<Diagnostic> InOrderOf(IReadOnlyList<string> files) =>
    [
        .. _items
            .Distinct()
            .OrderBy(d => FileOrder(files, d.Location?.File))
            .ThenBy(d => d.Location?.Line ?? 0)
            .ThenBy(d => d.Location?.Column ?? 0),
    ];

    private static int FileOrder(IReadOnlyList<string> files, string? file)
    {
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i] == file) return i;
        }

        return files.Count;
    }

    private void Add(Diagnostic diagnostic) => _items.Add(diagnostic);
}
