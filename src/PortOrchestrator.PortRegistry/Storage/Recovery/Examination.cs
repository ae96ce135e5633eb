namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>Looks the whole file over.</summary>
internal static class Examination
{
    public static RegistryHealth Of(RegistryConnection connection, string path)
    {
        var files = RegistryFiles.Of(path);
        var backup = File.Exists(files.Backup);
        return new RegistryHealth
        {
            Path = files.Path,
            SchemaVersion = Schema.Read(connection),
            JournalMode = connection.Text("PRAGMA journal_mode") ?? "",
            Size = new FileInfo(files.Path) is { Exists: true } file ? file.Length : 0,
            BackupPath = backup ? files.Backup : null,
            BackupAt = backup ? File.GetLastWriteTimeUtc(files.Backup) : null,
            Problems = connection.All("PRAGMA integrity_check", static r => r.Text(0)).FindAll(p => p != "ok"),
        };
    }
}
