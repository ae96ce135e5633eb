namespace PortOrchestrator.Supervision.Watching;

/// <summary>A folder that a tree is told of. Owned by the watcher's thread.</summary>
/// <param name="tree">Who is told.</param>
/// <param name="folder">The folder, by the path that the tree knows it by.</param>
internal sealed class FolderListener(InotifyTree tree, string folder)
{
    public InotifyTree Tree => tree;

    public string Folder => folder;

    /// <summary>The number that inotify has given to the folder.</summary>
    public int Watch { get; set; }
}
