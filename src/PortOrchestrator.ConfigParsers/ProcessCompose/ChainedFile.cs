using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>A file as it is written. In one that another file extends, the folders of processes count from the file itself.</summary>
internal sealed record ChainedFile(MapNode Map, bool IsBase);
