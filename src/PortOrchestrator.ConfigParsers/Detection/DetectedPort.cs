namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>A port of a detected service. Immutable.</summary>
public sealed record DetectedPort
{
    /// <summary>The port's name, unique within the service.</summary>
    /// <value>The default value is <c>default</c>: the port that <c>PORT</c> carries.</value>
    public string Name { get; init; } = PortDefinition.DefaultName;

    /// <summary>The number that the project uses, or that its framework uses by default.</summary>
    /// <value>The default value is <see langword="null"/>: not known.</value>
    public int? Port { get; init; }

    /// <summary>The transport protocol.</summary>
    /// <value>The default value is <see cref="PortProtocol.Tcp"/>.</value>
    public PortProtocol Protocol { get; init; }

    /// <summary>A variable besides <c>PORT</c> that has to carry the number.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? EnvironmentVariable { get; init; }

    /// <summary>How the program is told another number: a variable or an option.</summary>
    /// <value>The default value is <see langword="null"/>: it cannot be told, or nothing says how.</value>
    public string? Injection { get; init; }
}
