namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>Tells whether the last process that wrote the file was killed, or the system with it: then its pages are worth a look.</summary>
internal static class UncleanEnd
{
    // By then a process that lives has made a backup, which is checked in full, of what it wrote.
    private static readonly TimeSpan Grace = 2 * RegistryBackup.WhileOpen;

    /// <summary>Looks at the times of two files; reads neither.</summary>
    public static bool IsLikely(RegistryFiles files, RegistryBackup backup, DateTimeOffset now)
    {
        // Whoever closes the file last leaves no log.
        if (new FileInfo(files.Log) is not { Exists: true, Length: > 0 } log) return false;
        var written = log.LastWriteTimeUtc;
        if (written < now - TimeSpan.FromMilliseconds(Environment.TickCount64)) return true;
        return now - written > Grace && !(backup.MadeAt >= written);
    }
}
