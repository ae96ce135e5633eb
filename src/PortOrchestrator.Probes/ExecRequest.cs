namespace PortOrchestrator.Probes;

/// <summary>A command to run to its end. Immutable.</summary>
public sealed record ExecRequest
{
    /// <summary>Program and arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder it runs in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Its complete environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}
