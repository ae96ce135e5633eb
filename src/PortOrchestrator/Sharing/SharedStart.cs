using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Sharing;

/// <summary>What became of those services of a start that belong to a wider scope. Immutable.</summary>
internal sealed record SharedStart
{
    public static readonly SharedStart None = new();

    /// <summary>How each of them is followed here.</summary>
    public IReadOnlyDictionary<string, ServiceSpec> Specs { get; init; } = new Dictionary<string, ServiceSpec>();

    /// <summary>Those that this start has started, rather than found.</summary>
    public IReadOnlyCollection<string> Started { get; init; } = [];

    /// <summary>Those that were started again because they have changed, with what changed first.</summary>
    public IReadOnlyDictionary<string, string> Changed { get; init; } = new Dictionary<string, string>();

    /// <summary>Those that run for others already, each with a sentence that tells so.</summary>
    public IReadOnlyDictionary<string, string> Reused { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<ServicePortConflict> Conflicts { get; init; } = [];

    /// <summary>Gives the plan the ports that the services have indeed.</summary>
    public PortPlan Correct(PortPlan plan)
    {
        if (Specs.Count == 0) return plan;
        var ports = new Dictionary<string, IReadOnlyList<ServicePort>>(plan.Ports, StringComparer.Ordinal);
        foreach (var (name, spec) in Specs) ports[name] = spec.Ports;
        return plan with { Ports = ports };
    }

    /// <summary>Makes of what would be run here what is followed here.</summary>
    public ProjectSpec Apply(ProjectSpec spec) =>
        Specs.Count == 0 ? spec : spec with { Services = [.. spec.Services.Select(s => Specs.GetValueOrDefault(s.Name) ?? s)] };

    /// <summary>Tells of them what happened to them, not to the following.</summary>
    public StartReply Apply(StartReply reply) => Specs.Count == 0 ? reply : reply with
    {
        Started = [.. reply.Started.Where(n => !Specs.ContainsKey(n)), .. Started],
        Changed = reply.Changed.Where(c => !Specs.ContainsKey(c.Key)).Concat(Changed).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal),
        Warnings = [.. reply.Warnings, .. Warnings],
    };
}
