namespace PortOrchestrator.Supervision.Logs;

/// <summary>A service's log that a keeper looks after, and the run that writes it now. Immutable.</summary>
public sealed record TrackedLog
{
    /// <summary>The live file; neither it nor its folder need exist yet.</summary>
    public required string Path { get; init; }

    /// <summary>The live file of standard error.</summary>
    /// <value>The default value is <see langword="null"/>: it goes to <see cref="Path"/>.</value>
    public string? ErrorPath { get; init; }

    /// <summary>How the log is kept.</summary>
    /// <value>The default value keeps it as an empty configuration says.</value>
    public LogDefinition Definition { get; init; } = new();

    /// <summary>The instance's name, for files that say who wrote a line.</summary>
    /// <value>The default value is empty.</value>
    public string Name { get; init; } = "";

    /// <summary>The number of the copy.</summary>
    /// <value>The default value is 0.</value>
    public int Replica { get; init; }

    /// <summary>Where the output of the present run begins in <see cref="Path"/>: no line reaches over it.</summary>
    /// <value>The default value is 0.</value>
    public long RunStart { get; init; }

    /// <summary>Where the output of the present run begins in <see cref="ErrorPath"/>.</summary>
    /// <value>The default value is 0.</value>
    public long ErrorRunStart { get; init; }

    /// <summary>Told, once each and from any thread, what the user should know of this log.</summary>
    /// <value>The default value is <see langword="null"/>: only the logger is told.</value>
    public Action<string>? Warn { get; init; }
}
