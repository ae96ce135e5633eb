namespace PortOrchestrator.ServiceGraph;

/// <summary>Which services of a project are meant. Immutable.</summary>
/// <remarks>
/// The tiers bound everything, dependencies and named services too. The namespaces bound what is selected, not its dependencies.
/// A disabled service is left out unless it is named, and then so is what only it depends on.
/// </remarks>
public sealed record StartSelection
{
    /// <summary>The services by name, a service of several copies by its own name or by that of one copy; those they depend on come along unless <see cref="WithoutDependencies"/> is set.</summary>
    /// <value>The default value is empty: all that are not disabled.</value>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>The lowest tier.</summary>
    /// <value>The default value is 0.</value>
    public int FirstTier { get; init; }

    /// <summary>The highest tier.</summary>
    /// <value>The default value is 3.</value>
    public int LastTier { get; init; } = 3;

    /// <summary>Only services of one of these namespaces, and what they depend on, are selected.</summary>
    /// <value>The default value is empty: of every namespace.</value>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Whether dependencies of the named services are left out.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool WithoutDependencies { get; init; }
}
