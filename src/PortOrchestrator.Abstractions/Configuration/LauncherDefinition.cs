namespace PortOrchestrator.Configuration;

/// <summary>What was inferred from a recognised launcher command such as <c>docker compose up -d web</c>. Immutable.</summary>
public sealed record LauncherDefinition
{
    /// <summary>The launcher's name for people: <c>docker compose</c>, <c>docker run</c> or <c>systemctl</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>What it launches: the Compose service, container or unit.</summary>
    public required string Target { get; init; }

    /// <summary>The command that stops it.</summary>
    public required CommandLine StopCommand { get; init; }

    /// <summary>A command that prints its log and follows it, when there is one.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public CommandLine? LogCommand { get; init; }

    /// <summary>A command that ends with exit code 0 while it runs, when there is one.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public CommandLine? StateCommand { get; init; }
}
