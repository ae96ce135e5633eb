namespace PortOrchestrator.PowerShell.Output;

/// <summary>Exactly what a service is started with. Immutable.</summary>
public sealed record ServiceStartInfo
{
    /// <summary>The service's name.</summary>
    public required string Name { get; init; }

    /// <summary>Program and arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The folder.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The complete environment, in the order of the names; values are as they are, secrets included.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The checkout's root folder.</summary>
    public required string ProjectPath { get; init; }

    /// <summary>The service's name and its command.</summary>
    public override string ToString() => $"{Name}: {string.Join(' ', Command)}";
}
