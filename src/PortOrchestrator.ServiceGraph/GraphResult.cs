namespace PortOrchestrator.ServiceGraph;

/// <summary>What building a <see cref="DependencyGraph"/> gave. Immutable.</summary>
public sealed record GraphResult
{
    /// <summary>The graph; null when there is an error among <see cref="Diagnostics"/>.</summary>
    public DependencyGraph? Graph { get; init; }

    /// <summary>Every finding.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
