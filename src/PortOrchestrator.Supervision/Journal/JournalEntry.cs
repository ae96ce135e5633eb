using System.Text.Json.Serialization;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Journal;

/// <summary>What the journal knows of one service instance. Immutable.</summary>
public sealed record JournalEntry
{
    /// <summary>The instance as it was last published.</summary>
    public required ServiceSnapshot Snapshot { get; init; }

    /// <summary>What it was last started with.</summary>
    [JsonConverter(typeof(SpecElsewhereConverter))]
    public required ServiceSpec Spec { get; init; }

    /// <summary>Whether it is meant to be up.</summary>
    public bool Wanted { get; init; }

    /// <summary>The fresh id of its last start, also in <c>PORTORCH_INSTANCE</c>; null before the first.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Its first process; null between the intent to start and the start.</summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>Whether its command had ended well and left the service elsewhere.</summary>
    public bool Launched { get; init; }

    /// <summary>Whether a stop of it was asked for or under way.</summary>
    public bool StopRequested { get; init; }

    /// <summary>How many times in a row it was started again.</summary>
    public int Streak { get; init; }

    /// <summary>Whether it has worked once since it was asked for.</summary>
    public bool Proven { get; init; }

    /// <summary>Whether its last run was ready at some time.</summary>
    public bool WasReady { get; init; }

    /// <summary>Whether its last run wrote the line that its log check looks for.</summary>
    public bool LineSeen { get; init; }

    /// <summary>Whether it was started for sessions, and is stopped when the last one has ended.</summary>
    public bool ForSessions { get; init; }

    /// <summary>Which boot of the system all this was true in; null in a journal of an earlier version.</summary>
    public string? BootId { get; init; }

    /// <summary>Where the output of its last run begins in its log, in bytes.</summary>
    public long LogOffset { get; init; }

    /// <summary>Where the standard error of its last run begins in a log of its own, in bytes.</summary>
    public long ErrorLogOffset { get; init; }

    /// <summary>
    /// Looks for its first process. When the supervisor died between the intent and the pid, the instance id in the environment of a process tells
    /// whether there was a start.
    /// </summary>
    /// <param name="inspector">Looks at processes.</param>
    /// <returns>The process; null when it does not live, or nothing proves that it is this one.</returns>
    internal ProcessIdentity? FindLiving(IProcessInspector inspector)
    {
        if (Process is { } process) return inspector.IsAlive(process) ? process : null;
        if (InstanceId is null || Snapshot.State != ServiceState.Starting || BootId != inspector.BootId) return null;
        return inspector.FindMarked(InstanceId).OrderBy(p => p.StartTime).FirstOrDefault();
    }
}
