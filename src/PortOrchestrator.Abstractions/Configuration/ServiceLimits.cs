namespace PortOrchestrator.Configuration;

/// <summary>What a service and everything that it starts may use. Immutable.</summary>
public sealed record ServiceLimits
{
    /// <summary>No limits.</summary>
    public static ServiceLimits None { get; } = new();

    /// <summary>Memory in MiB.</summary>
    /// <value>The default value is <see langword="null"/>: no limit.</value>
    public double? MemoryMegabytes { get; init; }

    /// <summary>Processor time in percent of one core.</summary>
    /// <value>The default value is <see langword="null"/>: no limit.</value>
    public double? CpuPercent { get; init; }

    /// <summary>How many processes and threads there may be at a time.</summary>
    /// <value>The default value is <see langword="null"/>: no limit.</value>
    public int? Processes { get; init; }

    /// <summary>How many files each process may have open.</summary>
    /// <value>The default value is <see langword="null"/>: 1024, which a process may raise itself.</value>
    public int? OpenFiles { get; init; }
}
