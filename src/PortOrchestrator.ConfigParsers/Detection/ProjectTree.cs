using PortOrchestrator.ConfigParsers.Detection.Facts;

namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>The folders of a checkout and what their files say. Immutable once made.</summary>
internal sealed class ProjectTree
{
    private readonly Dictionary<string, ScannedFolder> _folders;
    private readonly Dictionary<string, FileFacts> _files;

    public ProjectTree(string root, IReadOnlyList<ScannedFolder> folders, IEnumerable<FileFacts> files)
    {
        Root = root;
        _folders = folders.ToDictionary(f => f.Path, StringComparer.Ordinal);
        _files = files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        Folders = [.. folders.Select(f => new TreeFolder(this, f))];
    }

    public string Root { get; }

    /// <summary>The folders, higher ones first.</summary>
    public IReadOnlyList<TreeFolder> Folders { get; }

    public FileFacts? File(string path) => _files.GetValueOrDefault(path);

    public ScannedFolder? Folder(string path) => _folders.GetValueOrDefault(path);

    /// <summary>A path that counts from a folder, from the root; null when it leads out of the checkout.</summary>
    public static string? Resolve(string folder, string path)
    {
        var parts = folder.Length == 0 ? [] : folder.Split('/').ToList();
        foreach (var part in path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }

        return path.StartsWith('/') ? null : string.Join('/', parts);
    }
}
