namespace PortOrchestrator;

/// <summary>What a service is run with by the caller itself, once what it depends on is up. Immutable.</summary>
public sealed record ServiceRun
{
    /// <summary>What it is started with, the caller's arguments included; null when what it needs did not come up, or a port cannot be had.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public ServiceEnvironment? Environment { get; init; }

    /// <summary>How bringing up what it depends on, and getting its ports, went.</summary>
    public required UpResult Up { get; init; }
}
