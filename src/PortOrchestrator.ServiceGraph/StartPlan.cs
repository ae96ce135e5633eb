namespace PortOrchestrator.ServiceGraph;

/// <summary>The order in which services are started. Immutable.</summary>
public sealed record StartPlan
{
    /// <summary>The steps in an order in which every service comes after what it waits for; ties keep the order of the file.</summary>
    public required IReadOnlyList<StartStep> Steps { get; init; }

    /// <summary>Names that were asked for and do not exist.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}
