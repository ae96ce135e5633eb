namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Finds files of this repository.</summary>
internal static class RepositoryFile
{
    private static readonly string Root = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative)).ReplaceLineEndings("\n");

    /// <summary>A file of another project's output, of the configuration that this test was built in.</summary>
    public static string Built(string project, string file) =>
        PathOf(Path.Combine(project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", file));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PortOrchestrator.sln"))) return folder.FullName;
        throw new InvalidOperationException($"PortOrchestrator.sln was not found above {AppContext.BaseDirectory}.");
    }
}
