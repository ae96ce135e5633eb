using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Protocol;

/// <summary>Asks a supervisor to bring what runs in line with a changed configuration. Immutable.</summary>
public sealed record ReloadCommand
{
    /// <summary>All services of the checkout as they are configured now.</summary>
    public required ProjectSpec Project { get; init; }

    /// <summary>Names of the instances that are to be started when they are new, or no longer disabled.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>How to read the configuration again whenever it changes, from now on until everything is brought down.</summary>
    /// <value>The default value is <see langword="null"/>: as before.</value>
    public ConfigurationWatch? Watch { get; init; }

    /// <summary>Whether the specification has only some of the services; those that others have asked for are left alone.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsPart { get; init; }
}
