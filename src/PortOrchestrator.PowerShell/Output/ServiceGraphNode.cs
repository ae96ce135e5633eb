namespace PortOrchestrator.PowerShell.Output;

/// <summary>A service's place in the start order. Immutable.</summary>
public sealed record ServiceGraphNode
{
    /// <summary>The position in the start order, from 1.</summary>
    public required int Order { get; init; }

    /// <summary>The service's name.</summary>
    public required string Name { get; init; }

    /// <summary>The tier, 0 to 3.</summary>
    public required int Tier { get; init; }

    /// <summary>How many services have to be ready one after the other before this one can start, within its tier.</summary>
    public required int Layer { get; init; }

    /// <summary>What running means.</summary>
    public ServiceKind Kind { get; init; }

    /// <summary>Whether the project counts as up only when this service is ready.</summary>
    public bool Required { get; init; }

    /// <summary>The services it waits for.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The ports it holds already.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServicePort> Ports { get; init; } = [];

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The checkout's root folder.</summary>
    public required string ProjectPath { get; init; }

    /// <summary>The service's name and what it waits for.</summary>
    public override string ToString() => DependsOn.Count == 0 ? Name : $"{Name} <- {string.Join(", ", DependsOn)}";
}
