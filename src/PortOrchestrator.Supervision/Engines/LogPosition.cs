namespace PortOrchestrator.Supervision.Engines;

/// <summary>
/// How far the log of an engine was copied: what stands in our log from the offsets on is, byte for byte, what the engine has printed after an instant.
/// Kept in a file beside the log. Immutable.
/// </summary>
internal sealed record LogPosition
{
    /// <summary>The container or run that is copied.</summary>
    public required string Id { get; init; }

    /// <summary>The mark in the environment of the process that copies, by which a later supervisor finds it.</summary>
    public string CopierId { get; init; } = "";

    /// <summary>The instant; null for the beginning.</summary>
    public DateTimeOffset? After { get; init; }

    public long Offset { get; init; }

    public long ErrorOffset { get; init; }

    /// <summary>Whether the copy is complete up to the instant, and what follows in our log is something else.</summary>
    public bool Settled { get; init; }
}
