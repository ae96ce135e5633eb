namespace PortOrchestrator.PowerShell.Output;

/// <summary>A project's configuration with everything that was found about it. Immutable.</summary>
public sealed record ProjectConfiguration
{
    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The checkout's name.</summary>
    public required string Checkout { get; init; }

    /// <summary>The checkout's root folder.</summary>
    public required string ProjectPath { get; init; }

    /// <summary>Whether the configuration can be used.</summary>
    public required bool IsValid { get; init; }

    /// <summary>The name of the file format; null when the configuration cannot be used.</summary>
    public string? Format { get; init; }

    /// <summary>The files that were read, in order.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The services in the order of the file.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServiceDefinition> Services { get; init; } = [];

    /// <summary>Everything that was found.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The project's name and whether its configuration is valid.</summary>
    public override string ToString() => $"{Project}: {(IsValid ? "valid" : "not valid")}";
}
