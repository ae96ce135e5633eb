using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator;

/// <summary>What a start would do, without doing it. Immutable.</summary>
public sealed record ProjectPlan
{
    /// <summary>The configuration.</summary>
    public required ProjectDefinition Definition { get; init; }

    /// <summary>The services in start order.</summary>
    public required StartPlan Plan { get; init; }

    /// <summary>The ports that services hold already, by instance name; a service without an allocation is left out.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ServicePort>> Ports { get; init; }

    /// <summary>Whether the configuration has commands whose results would be values of it, and which were not run.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool HasPendingCommands { get; init; }

    /// <summary>Findings of the configuration.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
