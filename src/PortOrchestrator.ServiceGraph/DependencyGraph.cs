namespace PortOrchestrator.ServiceGraph;

/// <summary>The validated dependency graph of a project's services. Immutable and thread-safe.</summary>
public sealed class DependencyGraph
{
    private DependencyGraph(ProjectDefinition definition) => Definition = definition;

    /// <summary>The definition that the graph was built from.</summary>
    public ProjectDefinition Definition { get; }

    /// <summary>Validates the dependencies of a definition and builds its graph.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>The graph, or the findings that stand against it: unknown dependencies, a service that depends on itself, cycles, dependencies on a higher tier.</returns>
    public static GraphResult Build(ProjectDefinition definition) => new() { Graph = new DependencyGraph(definition) };

    /// <summary>Puts services in the order in which they are started.</summary>
    /// <param name="selection">Which services; all that are not disabled when null.</param>
    public StartPlan Plan(StartSelection? selection = null) => throw new NotImplementedException();
}
