namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Asks a supervisor to send a signal to services that run. Immutable.</summary>
public sealed record SignalCommand
{
    /// <summary>Names of the instances.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>The signal's number, 1 to 64.</summary>
    public required int Signal { get; init; }

    /// <summary>Whether it goes to the first process of each service alone.</summary>
    /// <value>The default value is <see langword="false"/>: to the whole tree.</value>
    public bool ParentOnly { get; init; }
}
