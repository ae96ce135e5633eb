namespace PortOrchestrator.Supervision.Specs;

/// <summary>How a service is run by Docker Compose or systemd, resolved: programs found, ports and names fixed. Immutable.</summary>
public sealed record EngineSpec
{
    /// <summary>The program and the arguments that stand before every verb, such as <c>docker compose -p shop -f compose.yaml</c> or <c>systemctl --user</c>.</summary>
    public required IReadOnlyList<string> Control { get; init; }

    /// <summary>The Compose service, or the unit.</summary>
    public required string Target { get; init; }

    /// <summary>The name of the Compose project.</summary>
    /// <value>The default value is <see langword="null"/>: it is a unit of systemd.</value>
    public string? ComposeProject { get; init; }

    /// <summary>Compose services that are started along with it and stop with the last of those that they are started with.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ComposeCompanion> Companions { get; init; } = [];

    /// <summary>A file of ours that <see cref="Control"/> names, written before every start.</summary>
    /// <value>The default value is <see langword="null"/>: there is none.</value>
    public string? OverridePath { get; init; }

    /// <summary>What <see cref="OverridePath"/> says.</summary>
    /// <value>The default value is <see langword="null"/>: there is no such file.</value>
    public string? OverrideText { get; init; }

    /// <summary>Whether the unit is one of the user's own systemd.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsUserUnit { get; init; }
}
