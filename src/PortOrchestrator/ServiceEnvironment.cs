namespace PortOrchestrator;

/// <summary>Exactly what a service is started with. Immutable.</summary>
public sealed record ServiceEnvironment
{
    /// <summary>The service's name.</summary>
    public required string Service { get; init; }

    /// <summary>Program and arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The folder.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The complete environment, in the order of the names.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}
