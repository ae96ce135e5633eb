namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>A file system that is soon full. Disposing unmounts it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>Mounts one; the test is skipped where that is not allowed.</summary>
    public static SmallDisk Mount(string parent, int megabytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, "disk")).FullName;
        if (!Environment.IsPrivilegedProcess || OtherUser.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=700", "tmpfs", folder) != 0)
            Assert.Ignore("Nobody may mount a file system here.");
        return new SmallDisk(folder);
    }

    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) filler.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose() => OtherUser.Run("umount", "-l", Folder);
}
