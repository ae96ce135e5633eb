namespace PortOrchestrator.Ports;

/// <summary>Whether a port could be given out now. Immutable.</summary>
public sealed record PortTestResult
{
    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The transport protocol.</summary>
    public PortProtocol Protocol { get; init; }

    /// <summary>Whether nobody holds it, neither a process nor an allocation.</summary>
    public required bool Available { get; init; }

    /// <summary>Who holds it.</summary>
    public PortHolder? Holder { get; init; }

    /// <summary>Why it is not available, in one sentence.</summary>
    public string? Reason { get; init; }
}
