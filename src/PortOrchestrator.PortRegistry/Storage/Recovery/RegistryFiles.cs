namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>The names of the registry's files. Immutable.</summary>
/// <param name="Path">The registry file itself, with no symbolic link on the way.</param>
internal sealed record RegistryFiles(string Path)
{
    private const int MostLinks = 40;

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string Log => Path + "-wal";

    public string SharedMemory => Path + "-shm";

    public string Backup => Path + ".bak";

    public string Lock => Path + ".lock";

    /// <summary>The next registry file while it is built, and the next backup; only who holds the lock has one.</summary>
    public string Next => Path + ".new";

    public bool IsMissingOrEmpty => new FileInfo(Path) is not { Exists: true, Length: > 0 };

    /// <summary>Follows the links in a path, so that all that use the file agree on where its neighbours are.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static RegistryFiles Of(string path) => new(Resolve(System.IO.Path.GetFullPath(path), 0));

    private static string Resolve(string path, int links)
    {
        if (links > MostLinks) throw new IOException($"'{path}' is a circle of symbolic links.");
        if (System.IO.Path.GetDirectoryName(path) is not { Length: > 0 } parent) return path;
        var folder = Resolve(parent, links);
        var here = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(path));
        return new FileInfo(here).LinkTarget is { } target ? Resolve(System.IO.Path.GetFullPath(target, folder), links + 1) : here;
    }
}
