namespace PortOrchestrator.ConfigParsers.Compose;

/// <summary>What matters here of one service of Compose files. Immutable.</summary>
internal sealed record ComposeServiceEntry
{
    public IReadOnlyList<ComposePort> Ports { get; init; } = [];

    public IReadOnlyList<ServiceDependency> DependsOn { get; init; } = [];
}
