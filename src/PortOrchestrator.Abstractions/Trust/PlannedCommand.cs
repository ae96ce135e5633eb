namespace PortOrchestrator.Trust;

/// <summary>A command that a configuration would have run. Immutable.</summary>
public sealed record PlannedCommand
{
    /// <summary>The service, or the variable of <see cref="CommandPurpose.Variable"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What for.</summary>
    public required CommandPurpose Purpose { get; init; }

    /// <summary>The command as it is written, variables not put in.</summary>
    public required CommandLine Command { get; init; }

    /// <summary>The absolute folder that it is run in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The command as one line for people.</summary>
    public override string ToString() => $"{Name}: {Command}";
}
