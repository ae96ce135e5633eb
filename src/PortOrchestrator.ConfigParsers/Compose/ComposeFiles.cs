using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.Compose;

/// <summary>Finds the Compose files of a folder as Compose does.</summary>
internal static class ComposeFiles
{
    private static readonly string[] Names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    private static readonly string[] Overrides =
        ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    /// <summary>The files that are written in <c>compose_file</c>, else those of the folder; none when there are none.</summary>
    public static IReadOnlyList<string> Of(Fields service, string folder)
    {
        var written = service.Scalars("compose_file").Where(f => f.Text.Length > 0).Select(FilePaths.Resolve).ToList();
        if (written.Count > 0) return written;
        if (First(folder, Names) is not { } file) return [];
        return First(folder, Overrides) is { } more ? [file, more] : [file];
    }

    private static string? First(string folder, string[] names) => names.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);
}
