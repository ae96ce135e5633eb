namespace PortOrchestrator.Services;

/// <summary>What all processes of a service use together, measured when it was asked for. Immutable.</summary>
public sealed record ServiceResources
{
    /// <summary>Processor time since their starts in percent of one processor, as ps(1) has it; for a rate of now, compare two of <see cref="CpuTime"/>.</summary>
    public double CpuPercent { get; init; }

    /// <summary>Processor time that they, and what they have waited for, have used.</summary>
    public TimeSpan CpuTime { get; init; }

    /// <summary>Resident memory in bytes; what several of them share is counted for each.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>How many processes there are.</summary>
    public int Processes { get; init; }

    /// <summary>Open descriptors.</summary>
    /// <value>The default value is <see langword="null"/>: none of the processes may be looked into.</value>
    public int? Descriptors { get; init; }

    /// <summary>TCP ports that they listen on, ascending.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<int> ListeningPorts { get; init; } = [];
}
