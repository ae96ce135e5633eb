namespace PortOrchestrator.Configuration;

/// <summary>A named port of a service as its configuration states it. Immutable.</summary>
public sealed record PortDefinition
{
    /// <summary>The name of a service's port when it is written as a plain number.</summary>
    public const string DefaultName = "default";

    /// <summary>The port's name, unique within the service.</summary>
    /// <value>The default value is <c>default</c>.</value>
    public string Name { get; init; } = DefaultName;

    /// <summary>The wanted number.</summary>
    /// <value>The default value is <see langword="null"/>: any.</value>
    public int? Port { get; init; }

    /// <summary>How firmly <see cref="Port"/> is meant.</summary>
    /// <value>The default value is <see cref="PortMode.Prefer"/>.</value>
    public PortMode Mode { get; init; } = PortMode.Prefer;

    /// <summary>The transport protocol.</summary>
    /// <value>The default value is <see cref="PortProtocol.Tcp"/>.</value>
    public PortProtocol Protocol { get; init; }

    /// <summary>An extra environment variable that carries the number.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? EnvironmentVariable { get; init; }

    /// <summary>True when the number was found in a command, a check or the environment rather than in <c>port</c> or <c>ports</c>.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Inferred { get; init; }

    /// <summary>Where the port is written.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public SourceLocation? Location { get; init; }
}
