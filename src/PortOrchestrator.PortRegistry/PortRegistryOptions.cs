using Microsoft.Extensions.Logging;

namespace PortOrchestrator.PortRegistry;

/// <summary>Where and how a registry works. Immutable.</summary>
public sealed record PortRegistryOptions
{
    /// <summary>The registry file.</summary>
    /// <value>The default value is <see langword="null"/>: the file of <see cref="StatePaths.FromEnvironment"/>.</value>
    public string? Path { get; init; }

    /// <summary>
    /// Whether to open an existing file without creating or changing anything; a missing file then reads as empty. The registry works on a
    /// copy in memory, taken when it is opened: calls that change something tell what they would do, and nothing of it is kept.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ReadOnly { get; init; }

    /// <summary>The range that ports are chosen from.</summary>
    /// <value>The default value is 20000-28999: below every ephemeral range, above most frameworks' defaults.</value>
    public PortRange Pool { get; init; } = new(20000, 28999);

    /// <summary>Ranges that projects keep for themselves, by the project's name, id or root folder: their ports are chosen from there, and nobody else's are. What <see cref="IPortRegistry.SetProjectRangeAsync"/> records goes before them.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, PortRange> ProjectRanges { get; init; } = new Dictionary<string, PortRange>();

    /// <summary>How long a freed port rests before another owner may get it.</summary>
    /// <value>The default value is 15 seconds.</value>
    public TimeSpan Quarantine { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a call waits for other writers.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock.</summary>
    /// <value>The default value is the system clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes the loggers.</summary>
    /// <value>The default value is <see langword="null"/>: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { get; init; }
}
