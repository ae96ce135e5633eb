namespace PortOrchestrator.Configuration;

/// <summary>How a service's output is kept. Immutable.</summary>
public sealed record LogDefinition
{
    /// <summary>The size in MiB at which the log's head is archived.</summary>
    /// <value>The default value is 10.</value>
    public double MaxSizeMegabytes { get; init; } = 10;

    /// <summary>How many archives are kept.</summary>
    /// <value>The default value is 3.</value>
    public int MaxFiles { get; init; } = 3;

    /// <summary>Whether standard error goes to a file of its own.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SeparateStandardError { get; init; }

    /// <summary>Whether every start of the service drops what earlier runs have written, also from a <see cref="File"/> that is not shared.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ClearOnStart { get; init; }

    /// <summary>A further file that the output is written to.</summary>
    /// <value>The default value is <see langword="null"/>: the log is the only file.</value>
    public LogFileDefinition? File { get; init; }
}
