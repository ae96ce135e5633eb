namespace PortOrchestrator.Ports;

/// <summary>Who holds a port, as far as the system tells. Immutable.</summary>
public sealed record PortHolder
{
    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The transport protocol.</summary>
    public PortProtocol Protocol { get; init; }

    /// <summary>The local address it is bound to, such as <c>127.0.0.1</c> or <c>::</c>; null when only an allocation is known.</summary>
    public string? Address { get; init; }

    /// <summary>The process id; null when the system does not tell.</summary>
    public int? Pid { get; init; }

    /// <summary>The process's command line, or its name when the line is not readable.</summary>
    public string? Command { get; init; }

    /// <summary>The user it runs as.</summary>
    public string? User { get; init; }

    /// <summary>The allocation that the port belongs to, when there is one.</summary>
    public PortAllocation? Allocation { get; init; }

    /// <summary>Names the holder for a message: command, pid, and the project when it is known.</summary>
    public override string ToString()
    {
        var who = Pid is { } pid ? $"{Command ?? "a process"} (pid {pid})" : Command ?? "an unknown process";
        if (Allocation is not { } a) return who;
        var owner = $"service '{a.Service}' of project '{a.Project}' ({a.Root})";
        return Address is null ? owner : $"{who}, {owner}";
    }
}
