namespace PortOrchestrator.PowerShell.Output;

/// <summary>A service that a project was found to have, and where. Immutable.</summary>
public sealed record DetectedProjectService
{
    /// <summary>The service's name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>What running means.</summary>
    public required ServiceKind Kind { get; init; }

    /// <summary>How sure the finding is: Declared, Script or Guess.</summary>
    public required string Confidence { get; init; }

    /// <summary>Whether it is started with the project; a guess is not.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The command for a shell; null for services of Docker Compose, and those that somebody else runs.</summary>
    public string? Command { get; init; }

    /// <summary>The folder that the command runs in, from the root folder.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The numbers that its ports are wanted to have.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>The check that makes it ready.</summary>
    public string? HealthCheck { get; init; }

    /// <summary>The file, line and key where it was found.</summary>
    public required string Evidence { get; init; }

    /// <summary>Why it is not started with the project; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The file that the configuration is in, or would be.</summary>
    public required string ConfigurationFile { get; init; }

    /// <summary>The checkout's root folder.</summary>
    public required string ProjectPath { get; init; }

    /// <summary>The service's name and where it was found.</summary>
    public override string ToString() => $"{Name} ({Evidence})";
}
