using System.Text.Json.Serialization;

namespace PortOrchestrator.Supervision.Specs;

/// <summary>A checkout's services, resolved. Immutable.</summary>
public sealed record ProjectSpec
{
    // As they were read; a specification that was made here has those that its services refer to.
    private IReadOnlyList<SharedVariables>? _variables;

    /// <summary>The project and checkout.</summary>
    public required ProjectIdentity Project { get; init; }

    /// <summary>The service instances in start order.</summary>
    public required IReadOnlyList<ServiceSpec> Services { get; init; }

    /// <summary>The variables that the services' environments share.</summary>
    [JsonInclude]
    internal IReadOnlyList<SharedVariables> Variables
    {
        get => _variables ?? [.. Services.Select(s => (s.Environment as LayeredVariables)?.Shared).OfType<SharedVariables>().DistinctBy(v => v.Id)];
        init => _variables = value;
    }

    /// <summary>The absolute paths of the files that it was made from, also of those that would be read if they existed.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Numbers of copies that were asked for instead of those of the configuration. They hold until everything is brought down.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ReplicaScale> Scales { get; init; } = [];

    /// <summary>The same, after it was read, with each environment joined with its shared part.</summary>
    internal ProjectSpec Linked()
    {
        var shared = Variables.ToDictionary(v => v.Id, StringComparer.Ordinal);
        return this with { _variables = null, Services = [.. Services.Select(s => s.Linked(shared))] };
    }
}
