namespace PortOrchestrator.ConfigParsers.Tests.Detection;

/// <summary>A small checkout that looks like a real one, and what it should be found to have.</summary>
/// <param name="Name">What it is an example of.</param>
/// <param name="Files">The files, by path.</param>
/// <param name="Expected">A line for each service, as <c>Description.Of</c> writes it.</param>
public sealed record SampleTree(string Name, IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Expected)
{
    /// <summary>How the lines of what is also seen begin.</summary>
    public IReadOnlyList<string> AlsoSeen { get; init; } = [];

    public void WriteTo(string folder)
    {
        foreach (var (path, text) in Files)
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
    }

    public override string ToString() => Name;
}
