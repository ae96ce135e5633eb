namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>A key of a map, where the key is written, and its value.</summary>
internal sealed record MapEntry(string Key, Place KeyPlace, DocumentNode Value);
