using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator;

/// <summary>What <see cref="ProjectOrchestrator.UpAsync"/> starts and waits for. Immutable.</summary>
public sealed record UpOptions
{
    /// <summary>Which services.</summary>
    /// <value>The default value selects all that are not disabled.</value>
    public StartSelection Selection { get; init; } = new();

    /// <summary>Whether to wait until everything required is ready.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Wait { get; init; } = true;

    /// <summary>The time the whole call may take.</summary>
    /// <value>The default value is <see langword="null"/>: each service's own time to become ready decides.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether to stop a named service first when it runs.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Restart { get; init; }
}
