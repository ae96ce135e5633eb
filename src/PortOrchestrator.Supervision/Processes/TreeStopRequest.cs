namespace PortOrchestrator.Supervision.Processes;

/// <summary>How to end a process tree. Immutable.</summary>
public sealed record TreeStopRequest
{
    /// <summary>The service's first process, dead or alive.</summary>
    public required ProcessIdentity Root { get; init; }

    /// <summary>The instance id that members carry in their environment.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Members that were seen before.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyCollection<ProcessIdentity> Known { get; init; } = [];

    /// <summary>The number of the first signal; 0 sends none (a command has asked already).</summary>
    public int Signal { get; init; }

    /// <summary>Whether the first signal goes to the root alone; the rest of the tree still has to end in time, and is killed otherwise.</summary>
    /// <value>The default value is <see langword="false"/>: to every member.</value>
    public bool RootOnly { get; init; }

    /// <summary>The time the whole tree has to end before it is killed.</summary>
    public required TimeSpan Timeout { get; init; }
}
