using PortOrchestrator.ConfigParsers.Detection.Facts;

namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>A folder of a checkout, to be asked what it has. Immutable.</summary>
internal sealed class TreeFolder(ProjectTree tree, ScannedFolder folder)
{
    public ProjectTree Tree => tree;

    /// <summary>The folder, from the root; empty for the root itself.</summary>
    public string Path => folder.Path;

    /// <summary>The folder's own name.</summary>
    public string Name { get; } = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.Join(tree.Root, folder.Path)));

    public int Depth { get; } = folder.Path.Length == 0 ? 0 : folder.Path.Count(c => c == '/') + 1;

    /// <summary>The files that were read, in order of their names.</summary>
    public IEnumerable<FileFacts> Files => folder.Files.Select(f => tree.File(f.Path)).OfType<FileFacts>();

    /// <summary>The folders above, the nearest first.</summary>
    public IEnumerable<TreeFolder> Above
    {
        get
        {
            for (var path = Path; path.Length > 0;)
            {
                path = path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";
                if (tree.Folder(path) is { } parent) yield return new TreeFolder(tree, parent);
            }
        }
    }

    /// <summary>A file by its path from here.</summary>
    public FileFacts? File(string path) => tree.File(CheckoutScan.Join(Path, path));

    /// <summary>The first of several files.</summary>
    public FileFacts? FirstFile(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (File(name) is { } file) return file;
        }

        return null;
    }

    /// <summary>Whether there is something of a name; one <c>*</c> in the last part stands for any text.</summary>
    public bool Has(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        var parent = slash < 0 ? folder : tree.Folder(CheckoutScan.Join(Path, path[..slash]));
        // Folders of programs are not walked, since there is usually nothing in them that was written by hand.
        if (parent is null) return System.IO.File.Exists(System.IO.Path.Join(tree.Root, Path, path));
        var star = name.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return parent.Names.Contains(name);
        return parent.Names.Any(n => n.StartsWith(name[..star], StringComparison.Ordinal) && n.EndsWith(name[(star + 1)..], StringComparison.Ordinal));
    }

    /// <summary>The folders right below a folder that have a file.</summary>
    public IEnumerable<string> FoldersWith(string below, string file)
    {
        var prefix = CheckoutScan.Join(Path, below);
        if (tree.Folder(prefix) is not { } parent) return [];
        return parent.Names.Where(n => tree.Folder(prefix + "/" + n)?.Names.Contains(file) == true).Order(StringComparer.Ordinal);
    }
}
