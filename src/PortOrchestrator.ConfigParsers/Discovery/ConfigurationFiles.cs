namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>The names that discovery looks for.</summary>
internal static class ConfigurationFiles
{
    private static readonly string[] ProcessCompose = ["process-compose.yml", "process-compose.yaml"];

    private static readonly string[] ProjectServices = [".project-services.json", ".project-services.yaml", ".project-services.yml"];

    /// <summary>The configuration files of a folder, the one to use first.</summary>
    public static IReadOnlyList<string> In(string folder)
    {
        // A project file stands in for a process-compose file, which cannot be run yet.
        return [.. ProjectServices.Concat(ProcessCompose).Select(n => Path.Join(folder, n)).Where(File.Exists)];
    }

    public static bool IsProcessCompose(string path) => ProcessCompose.Contains(Path.GetFileName(path));
}
