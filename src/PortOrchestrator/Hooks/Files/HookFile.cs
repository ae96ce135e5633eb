using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator.Hooks.Files;

/// <summary>A file of another program that hooks are written into: read whole, replaced whole, never half.</summary>
internal sealed class HookFile
{
    private readonly string _target;

    private HookFile(string path, string target, byte[]? content) => (Path, _target, Content) = (path, target, content);

    /// <summary>The path as its program knows it.</summary>
    public string Path { get; }

    /// <summary>What is in it; null when it does not exist.</summary>
    public byte[]? Content { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="PortOrchestratorException">It cannot be read, or it or its folder belongs to another user.</exception>
    public static HookFile Read(string path)
    {
        var target = PathFacts.Canonical(path);
        var folder = System.IO.Path.GetDirectoryName(target)!;
        while (!Directory.Exists(folder) && System.IO.Path.GetDirectoryName(folder) is { } above) folder = above;
        foreach (var place in new[] { folder, target }.Where(System.IO.Path.Exists))
        {
            if (PathFacts.IsTrustedOwner(place) == false)
                throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"'{place}' belongs to another user, so nothing is written there. Run the command as that user.");
        }

        try
        {
            return new HookFile(path, target, File.Exists(target) ? File.ReadAllBytes(target) : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("read", path, e);
        }
    }

    /// <summary>Replaces the content at once: whoever reads the file meanwhile sees the old or the new one. Its mode stays, and so does a link to it.</summary>
    /// <returns>The folders that had to be made, the outermost first.</returns>
    /// <exception cref="PortOrchestratorException">It cannot be written, or somebody else has changed it since it was read.</exception>
    public IReadOnlyList<string> Write(byte[] content)
    {
        var folder = System.IO.Path.GetDirectoryName(_target)!;
        var temporary = System.IO.Path.Join(folder, $".{System.IO.Path.GetFileName(_target)}.{Environment.ProcessId}.portorch");
        try
        {
            var made = MakeFolders(folder);
            try
            {
                var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows() && Content is not null) options.UnixCreateMode = File.GetUnixFileMode(_target);
                using (var stream = new FileStream(temporary, options))
                {
                    // The mode given at creation is less what the umask takes away.
                    if (!OperatingSystem.IsWindows() && options.UnixCreateMode is { } mode) File.SetUnixFileMode(stream.SafeFileHandle, mode);
                    stream.Write(content);
                    stream.Flush(flushToDisk: true);
                }

                RequireUnchanged();
                File.Move(temporary, _target, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }

            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("written", Path, e);
        }
    }

    /// <summary>Deletes the file, and folders that were made for it and have nothing else in them.</summary>
    public void Delete(IReadOnlyList<string> folders)
    {
        try
        {
            RequireUnchanged();
            File.Delete(_target);
            foreach (var folder in folders.Reverse().Where(f => Directory.Exists(f) && !Directory.EnumerateFileSystemEntries(f).Any())) Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("deleted", Path, e);
        }
    }

    private void RequireUnchanged()
    {
        var now = File.Exists(_target) ? File.ReadAllBytes(_target) : null;
        if (now is null == Content is null && (now is null || now.AsSpan().SequenceEqual(Content))) return;
        throw new PortOrchestratorException(ErrorCode.Unexpected, $"Another program has just changed '{Path}', so it was left as it is. Try again.");
    }

    private static List<string> MakeFolders(string folder)
    {
        var missing = new List<string>();
        for (var f = folder; f is not null && !Directory.Exists(f); f = System.IO.Path.GetDirectoryName(f)) missing.Insert(0, f);
        if (missing.Count > 0) Directory.CreateDirectory(folder);
        return missing;
    }

    private static PortOrchestratorException Failed(string what, string path, Exception e) =>
        new(ErrorCode.InvalidArgument, $"The file '{path}' cannot be {what}: {e.Message}", e);
}
