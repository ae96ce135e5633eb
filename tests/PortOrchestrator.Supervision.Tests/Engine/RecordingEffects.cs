using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>Does nothing and remembers what an instance asked for.</summary>
internal sealed class RecordingEffects : IInstanceEffects
{
    private int _pid = 1000;

    public List<string> Calls { get; } = [];

    public List<(TimeSpan Delay, InstanceEvent Message, CancellationToken Run)> Scheduled { get; } = [];

    public bool Busy { get; set; }

    public Exception? LaunchFails { get; set; }

    public ProcessIdentity Launch(ServiceInstance instance)
    {
        if (LaunchFails is { } problem) throw problem;
        Calls.Add("launch");
        return new ProcessIdentity(++_pid, _pid, "boot");
    }

    public bool IsBusy(ServiceInstance instance) => Busy;

    public void Follow(ServiceInstance instance, CancellationToken run) => Calls.Add("follow");

    public void WatchReadiness(ServiceInstance instance, CancellationToken run) => Calls.Add("readiness");

    public void WatchLiveness(ServiceInstance instance, CancellationToken run) => Calls.Add("liveness");

    public void WatchEngine(ServiceInstance instance, CancellationToken run) => Calls.Add("engine");

    public string? StartExplanation { get; set; }

    public string? ExplainStart(ServiceInstance instance, string? error = null) => StartExplanation;

    public void VerifyLaunch(ServiceInstance instance, CancellationToken run) => Calls.Add("verify");

    public void Schedule(TimeSpan delay, InstanceEvent message, CancellationToken run) => Scheduled.Add((delay, message, run));

    public void BeginCleanup(ServiceInstance instance, bool polite) => Calls.Add(polite ? "cleanup politely" : "cleanup");

    public void BeginStop(ServiceInstance instance) => Calls.Add("stop");

    public string? KillHint { get; set; }

    public double Jitter { get; set; }

    public string? ExplainKill() => KillHint;

    public double NextJitter() => Jitter;

    /// <summary>The delay of the newest timer of a kind that has not been cancelled.</summary>
    public TimeSpan? Delay<T>()
        where T : InstanceEvent => Scheduled.FindLast(s => s.Message is T && !s.Run.IsCancellationRequested) is { Message: not null } found ? found.Delay : null;
}
