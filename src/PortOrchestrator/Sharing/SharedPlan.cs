namespace PortOrchestrator.Sharing;

/// <summary>The ports of services that belong to a wider scope, and what stands against them. Immutable.</summary>
internal sealed record SharedPlan
{
    public static readonly SharedPlan None = new();

    /// <summary>By the names of all of those services, also of those that have no port.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ServicePort>> Ports { get; init; } = new Dictionary<string, IReadOnlyList<ServicePort>>();

    public IReadOnlyList<ServicePortConflict> Conflicts { get; init; } = [];
}
