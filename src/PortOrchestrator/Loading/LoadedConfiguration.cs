using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Loading;

/// <summary>A configuration and its graph; the graph is null unless the configuration is valid. Immutable.</summary>
internal sealed record LoadedConfiguration(ConfigurationResult Result, DependencyGraph? Graph)
{
    /// <summary>The machine's own services, when this configuration needs any; null otherwise.</summary>
    public ProjectDefinition? Machine { get; init; }
}
