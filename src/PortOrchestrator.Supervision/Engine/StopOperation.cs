using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>A stop request under way. Owned by the mailbox.</summary>
internal sealed class StopOperation(IEnumerable<string> names, IReadOnlySet<string> active, bool end)
{
    private readonly List<string> _stopped = [];
    private readonly List<string> _leftRunning = [];
    private readonly List<string> _stubborn = [];

    public HashSet<string> Remaining { get; } = [.. names];

    public bool End { get; } = end;

    public TaskCompletionSource<StopReport> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Tells of what was asked for and is not stopped, with the reason.</summary>
    public void Keep(IEnumerable<string> sentences) => _leftRunning.AddRange(sentences);

    public void Finished(string name, StopOutcome outcome)
    {
        if (!Remaining.Remove(name)) return;
        if (outcome.LeftRunning is { } left) _leftRunning.Add($"{name}: {left}");
        else if (active.Contains(name)) _stopped.Add(name);
        if (outcome.Problem is { } problem) _stubborn.Add($"{name}: {problem}");
        _stubborn.AddRange(outcome.Killed.Select(p => $"{name}: {p} did not end in time and was killed"));
        _stubborn.AddRange(outcome.Survivors.Select(p => $"{name}: {p} could not be killed"));
    }

    public StopReport Report(ProjectSnapshot snapshot) =>
        new() { Stopped = _stopped, LeftRunning = _leftRunning, Stubborn = _stubborn, Snapshot = snapshot };
}
