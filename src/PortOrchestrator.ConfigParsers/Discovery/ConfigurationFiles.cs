namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>The files that discovery looks for.</summary>
internal static class ConfigurationFiles
{
    // The order of process-compose, whose files come before ours.
    private static readonly string[] ProcessCompose = ["compose.yml", "compose.yaml", "process-compose.yml", "process-compose.yaml"];

    private static readonly string[] Overrides =
        ["compose.override.yml", "compose.override.yaml", "process-compose.override.yml", "process-compose.override.yaml"];

    private static readonly string[] ProjectServices = [".project-services.json", ".project-services.yaml", ".project-services.yml"];

    /// <summary>The configuration files of a folder, the one to use first.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. ProcessCompose.Concat(ProjectServices).Select(n => Path.Join(folder, n)).Where(File.Exists).Where(IsOurs)];

    /// <summary>The file that is merged over a discovered one; null when there is none.</summary>
    public static string? OverrideOf(string file)
    {
        if (!ProcessCompose.Contains(Path.GetFileName(file))) return null;
        var folder = Path.GetDirectoryName(file);
        return Overrides.Select(n => Path.Join(folder, n)).Where(File.Exists).FirstOrDefault(f => !IsShared(f) || TopKeys.Find(f, "services") == false);
    }

    // Docker has files of the same names.
    private static bool IsOurs(string file) => !IsShared(file) || TopKeys.Find(file, "processes") == true;

    private static bool IsShared(string file) => Path.GetFileName(file).StartsWith("compose.", StringComparison.Ordinal);
}
