namespace PortOrchestrator.Configuration;

/// <summary>One dependency of a service. Immutable.</summary>
public sealed record ServiceDependency
{
    /// <summary>The name of the service that is depended on.</summary>
    public required string Service { get; init; }

    /// <summary>What is waited for.</summary>
    /// <value>The default value is <see cref="DependencyCondition.Ready"/>.</value>
    public DependencyCondition Condition { get; init; } = DependencyCondition.Ready;

    /// <summary>Where the dependency is written.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public SourceLocation? Location { get; init; }
}
