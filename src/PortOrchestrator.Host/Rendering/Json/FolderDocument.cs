namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>A trusted folder; without a time it is one of the settings file.</summary>
internal sealed record FolderDocument(string Path, string? TrustedAt)
{
    public static FolderDocument From(TrustedFolder folder) => new(folder.Path, Words.OfOptional(folder.TrustedAt));
}
