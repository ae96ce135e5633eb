using PortOrchestrator.ConfigParsers.Detection;

namespace PortOrchestrator;

/// <summary>Where and how a first configuration is written. Immutable.</summary>
public sealed record InitializeOptions
{
    /// <summary>The language of the file.</summary>
    /// <value>The default value is <see cref="ConfigurationSyntax.Json"/>.</value>
    public ConfigurationSyntax Syntax { get; init; }

    /// <summary>The file; a relative path counts from the working directory of the orchestrator.</summary>
    /// <value>The default value is <see langword="null"/>: <c>.project-services.json</c> or <c>.yaml</c> in the root folder.</value>
    public string? File { get; init; }

    /// <summary>Whether a file that exists is replaced, and one is written although the project has another.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Overwrite { get; init; }

    /// <summary>Whether the file is only made, not written.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool DryRun { get; init; }
}
