namespace PortOrchestrator.Resolution;

/// <summary>The ports of a project's services, and what stands against them. Immutable.</summary>
internal sealed record PortPlan
{
    /// <summary>By service name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ServicePort>> Ports { get; init; }

    /// <summary>By service name: who runs it already.</summary>
    public IReadOnlyDictionary<string, string> External { get; init; } = new Dictionary<string, string>();

    /// <summary>What was known of engines.</summary>
    public EngineOutlook Engines { get; init; } = EngineOutlook.None;

    public IReadOnlyList<ServicePortConflict> Conflicts { get; init; } = [];

    /// <summary>About the project as a whole.</summary>
    public IReadOnlyList<string> ProjectWarnings { get; init; } = [];

    /// <summary>By service name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Warnings { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
