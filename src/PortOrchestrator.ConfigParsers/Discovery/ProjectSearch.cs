using PortOrchestrator.ConfigParsers.Settings;

namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>Walks up from a folder and stops at the first <c>.git</c> entry, at the home folder or at a mount border.</summary>
internal sealed class ProjectSearch(IFileFacts facts, string start, IReadOnlyList<ProjectPattern> patterns)
{
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<string> _folders = [];
    private List<string> _files = [];
    private string? _configured;

    public ProjectLocation Run()
    {
        CheckReadable();
        var git = WalkUp();
        if (_files.Count > 1) WarnOfOthers();
        var pattern = _configured is null ? MatchPattern() : null;
        return new ProjectLocation
        {
            Identity = Identify(git),
            Files = pattern is null ? Chosen() : [pattern.ServicesFile],
            Source = pattern is not null ? ConfigurationSource.Settings : _files.Count > 0 ? ConfigurationSource.Discovered : ConfigurationSource.None,
            PathFolder = pattern is null ? null : _configured,
            Diagnostics = _diagnostics,
        };
    }

    // As with files of the project's own, the nearest folder upward counts.
    private ProjectPattern? MatchPattern()
    {
        foreach (var folder in patterns.Count == 0 ? [] : _folders)
        {
            if (patterns.FirstOrDefault(p => p.IsMatch(folder)) is not { } pattern) continue;
            _configured = folder;
            return pattern;
        }

        return null;
    }

    private IReadOnlyList<string> Chosen()
    {
        if (_files.Count == 0) return [];
        return ConfigurationFiles.OverrideOf(_files[0]) is { } later && IsTrusted(later) ? [_files[0], later] : [_files[0]];
    }

    private string? WalkUp()
    {
        var home = facts.Home;
        var device = facts.DeviceOf(start);
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (facts.DeviceOf(folder) != device) return null;
            _folders.Add(folder);
            if (_configured is null && ConfigurationFiles.In(folder) is { Count: > 0 } found) Take(folder, found);
            if (GitFiles.HasEntry(folder)) return folder;
            if (folder == home) return null;
        }

        return null;
    }

    private void Take(string folder, IReadOnlyList<string> found)
    {
        _configured = folder;
        _files = [.. found.Where(IsTrusted)];
    }

    private bool IsTrusted(string file)
    {
        if (facts.IsTrustedOwner(file) != false) return true;
        Add(DiagnosticSeverity.Error, DiagnosticCodes.ForeignOwner, file, "the configuration file belongs to another user and is not used", "name it with -f if you trust it");
        return false;
    }

    private void WarnOfOthers()
    {
        var others = string.Join(", ", _files.Skip(1).Select(Path.GetFileName));
        var message = $"{Path.GetFileName(_files[0])} is used; the folder also has {others}";
        Add(DiagnosticSeverity.Warning, DiagnosticCodes.SeveralFiles, _files[0], message, "use -f to choose");
    }

    private ProjectIdentity Identify(string? gitFolder)
    {
        if (gitFolder is null) return ProjectIdentities.OutsideGit(_configured ?? start);
        var entry = GitFiles.Read(gitFolder);
        if (entry.Warning is { } warning) _diagnostics.Add(warning);
        return entry.Checkout is { } checkout ? ProjectIdentities.InGit(gitFolder, checkout) : ProjectIdentities.OutsideGit(gitFolder);
    }

    private void CheckReadable()
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(start).Any();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            Add(DiagnosticSeverity.Error, DiagnosticCodes.FileUnreadable, start, "the folder cannot be read: " + e.Message, "choose a folder that you may read");
        }
    }

    private void Add(DiagnosticSeverity severity, string code, string file, string message, string hint) => _diagnostics.Add(new Diagnostic
    {
        Severity = severity,
        Code = code,
        Message = message,
        Location = new SourceLocation(file, 0, 0),
        Hint = hint,
    });
}
