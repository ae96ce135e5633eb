namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>A folder that was entered.</summary>
/// <param name="Path">The folder, from the root, with <c>/</c> between the names; empty for the root itself.</param>
internal sealed record ScannedFolder(string Path)
{
    /// <summary>The names of everything in it.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public List<ScannedFile> Files { get; } = [];
}
