using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Journal;

/// <summary>What the journal knows of one service instance. Immutable.</summary>
public sealed record JournalEntry
{
    /// <summary>The instance as it was last published.</summary>
    public required ServiceSnapshot Snapshot { get; init; }

    /// <summary>What it was last started with.</summary>
    public required ServiceSpec Spec { get; init; }

    /// <summary>Whether it is meant to be up.</summary>
    public bool Wanted { get; init; }

    /// <summary>The fresh id of its last start, also in <c>PORTORCH_INSTANCE</c>; null before the first.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Its first process; null between the intent to start and the start.</summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>Where the output of its last run begins in its log, in bytes.</summary>
    public long LogOffset { get; init; }

    /// <summary>Where the standard error of its last run begins in a log of its own, in bytes.</summary>
    public long ErrorLogOffset { get; init; }
}
