namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Asks a supervisor to let another program go on in its process. Immutable.</summary>
public sealed record UpgradeCommand
{
    /// <summary>The program and its leading arguments.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>Whether to leave things as they are unless the program is of a later version.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool OnlyNewer { get; init; }
}
