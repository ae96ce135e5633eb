namespace PortOrchestrator.Configuration;

/// <summary>The Docker Compose service that a service of kind <see cref="ServiceKind.Compose"/> is, as its Compose files state it. Immutable.</summary>
public sealed record ComposeDefinition
{
    /// <summary>The absolute paths of the Compose files, in order; later ones win.</summary>
    /// <value>The default value is empty: none was found.</value>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The name of the service in those files.</summary>
    public required string Service { get; init; }

    /// <summary>The profiles that are enabled.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>The name that the files or the environment give to the Compose project.</summary>
    /// <value>The default value is <see langword="null"/>: Compose would use the name of the folder.</value>
    public string? ProjectName { get; init; }

    /// <summary>The published ports: its own and those of its <see cref="Companions"/>.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ComposePort> Ports { get; init; } = [];

    /// <summary>Compose services that Compose starts along with it, and that no other service of the project stands for.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ComposeCompanion> Companions { get; init; } = [];
}
