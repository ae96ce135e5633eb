namespace PortOrchestrator.ServiceGraph;

/// <summary>One service of a <see cref="StartPlan"/>. Immutable.</summary>
public sealed record StartStep
{
    /// <summary>The service.</summary>
    public required ServiceDefinition Service { get; init; }

    /// <summary>The dependencies inside the plan.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServiceDependency> Dependencies { get; init; } = [];

    /// <summary>How many steps have to be ready one after the other before this one can start, within its tier.</summary>
    public int Layer { get; init; }

    /// <summary>Whether the service was named or selected itself, rather than as a dependency.</summary>
    public bool Selected { get; init; }
}
