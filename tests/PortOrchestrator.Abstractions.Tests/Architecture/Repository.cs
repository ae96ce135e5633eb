namespace PortOrchestrator.Abstractions.Tests.Architecture;

/// <summary>The files of this repository, without what builds leave behind.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Skipped = [".git", "bin", "obj", "artifacts", "TestResults", "node_modules", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Walk(Path.Combine(Root, folder), pattern).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> SourceFiles(string folder = "src") => Files(folder, "*.cs");

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The lines that hold code: comment lines are left out.</summary>
    public static IEnumerable<(int Number, string Text)> CodeLines(string path) =>
        File.ReadLines(path).Select((text, i) => (Number: i + 1, Text: text)).Where(l => !l.Text.TrimStart().StartsWith("//", StringComparison.Ordinal));

    private static IEnumerable<string> Walk(string folder, string pattern) =>
        !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder, pattern)
                .Concat(Directory.EnumerateDirectories(folder).Where(d => !Skipped.Contains(Path.GetFileName(d))).SelectMany(d => Walk(d, pattern)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PortOrchestrator.sln"))) return folder.FullName;
        throw new InvalidOperationException($"PortOrchestrator.sln was not found above {AppContext.BaseDirectory}.");
    }
}
