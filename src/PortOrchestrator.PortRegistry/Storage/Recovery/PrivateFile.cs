namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>Files and folders that only their owner may look into.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file for this process alone, and creates it when it is missing.</summary>
    /// <exception cref="IOException">Another process has it open, or it cannot be created.</exception>
    public static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (File.Exists(path)) return new FileStream(path, options);
        options.Mode = FileMode.CreateNew;
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Private;
        var file = new FileStream(path, options);
        FolderOwner.Of(Path.GetDirectoryName(path)!)?.Give(file.SafeFileHandle);
        return file;
    }

    /// <summary>Creates an empty file in the place of whatever is there.</summary>
    public static void Create(string path)
    {
        Delete(path);
        Open(path).Dispose();
    }

    /// <summary>Takes the rights of everybody else away.</summary>
    public static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != Private) File.SetUnixFileMode(path, Private);
    }

    /// <summary>Creates a folder, and those above it.</summary>
    /// <exception cref="PortOrchestratorException">It cannot be created.</exception>
    public static void CreateFolder(string folder)
    {
        var missing = new Stack<string>();
        for (var f = folder; f is not null && !Directory.Exists(f); f = Path.GetDirectoryName(f)) missing.Push(f);
        if (missing.Count == 0) return;
        StatePaths.CreatePrivateFolder(folder);
        foreach (var made in missing) FolderOwner.Of(Path.GetDirectoryName(made)!)?.Give(made);
    }

    /// <summary>Deletes a database file with what SQLite puts beside it, as far as that is possible.</summary>
    public static void Delete(string file)
    {
        foreach (var suffix in (string[])["", "-journal", "-wal", "-shm"])
        {
            try { File.Delete(file + suffix); }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
        }
    }
}
