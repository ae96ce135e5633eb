namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Asks a supervisor to stop those services that nobody uses any more. Immutable.</summary>
public sealed record ReleaseCommand
{
    /// <summary>Names of the instances; all when empty.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Whether also those are stopped whose stop policy is to wait for others.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool WithoutGrace { get; init; }
}
