using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers;

/// <summary>A file of a format that can be read.</summary>
internal sealed record AcceptedFile(MapNode Map, FileFormat Format);
