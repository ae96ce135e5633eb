namespace PortOrchestrator.Supervision.Handover;

/// <summary>A service's terminal that goes on under another program of the same process. Immutable.</summary>
internal sealed record HandedTerminal
{
    public required string Service { get; init; }

    /// <summary>Which run of the service it belongs to.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The descriptor of the supervisor's end.</summary>
    public required int Descriptor { get; init; }

    /// <summary>What the service has opened.</summary>
    public required string Path { get; init; }

    public required int Columns { get; init; }

    public required int Rows { get; init; }

    /// <summary>What brings a terminal that attaches later to the present state.</summary>
    public byte[] Screens { get; init; } = [];

    /// <summary>Whether the last byte was a carriage return, which the log gets only when no line feed follows.</summary>
    public bool HasReturn { get; init; }

    /// <summary>Who is attached, and how many bytes of what each has typed the terminal has taken.</summary>
    public IReadOnlyDictionary<string, long> Typed { get; init; } = new Dictionary<string, long>();
}
