namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Tells a supervisor that the configuration was read anew and cannot be used, so that nothing was changed. Immutable.</summary>
public sealed record ConfigurationReport
{
    /// <summary>Why, in one sentence.</summary>
    public required string Problem { get; init; }

    /// <summary>The errors.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The absolute paths of the files that were looked at.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Files { get; init; } = [];
}
