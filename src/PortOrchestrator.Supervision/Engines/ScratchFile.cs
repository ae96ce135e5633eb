namespace PortOrchestrator.Supervision.Engines;

/// <summary>A file that takes what a program prints. It loses its name as soon as the program has it, so that nothing stays behind whoever is killed.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly FileStream _file;

    /// <param name="folder">A folder that is the user's alone.</param>
    public ScratchFile(string folder)
    {
        Path = System.IO.Path.Combine(folder, $"engine-{Guid.NewGuid():N}.out");
        _file = new FileStream(Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    public string Path { get; }

    /// <summary>Takes the name away.</summary>
    public void Unname() => File.Delete(Path);

    /// <summary>All that is in it.</summary>
    public string Read()
    {
        _file.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        return reader.ReadToEnd();
    }

    public void Dispose()
    {
        Unname();
        _file.Dispose();
    }
}
