namespace PortOrchestrator.ConfigParsers.Tests.Detection;

/// <summary>At least one tree for each kind of evidence.</summary>
public static partial class SampleTrees
{
    public static IReadOnlyList<SampleTree> All { get; } = [.. Declared, .. Scripts, .. Monorepos, .. SignatureTrees];

    private static SampleTree Tree(string name, (string Path, string Text)[] files, params string[] expected) =>
        new(name, files.ToDictionary(f => f.Path, f => f.Text), expected);
}
