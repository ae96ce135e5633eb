namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>An entry of a folder; size and time are only asked for where they matter.</summary>
internal readonly record struct ScannedEntry(string Name, bool IsFolder, long Size, long Modified);
