namespace PortOrchestrator.Supervision.Engines;

/// <summary>A call of an engine's program. Immutable.</summary>
/// <param name="Arguments">Program and arguments.</param>
/// <param name="WorkingDirectory">The folder it runs in.</param>
/// <param name="Environment">Its complete environment.</param>
internal sealed record EngineCall(IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Where its output goes; read and returned when null.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Where its standard error goes; beside its output when null.</summary>
    public string? ErrorPath { get; init; }
}
