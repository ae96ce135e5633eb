using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>What an instance can do to the world; results come back as <see cref="InstanceEvent"/>s through the mailbox.</summary>
internal interface IInstanceEffects
{
    /// <summary>Journals the intent, then starts the process and reports its exit later.</summary>
    /// <exception cref="LaunchException">It could not be started.</exception>
    ProcessIdentity Launch(ServiceInstance instance);

    /// <summary>Whether its process has not come to rest since it was started.</summary>
    bool IsBusy(ServiceInstance instance);

    /// <summary>Follows what another supervisor runs.</summary>
    void Follow(ServiceInstance instance, CancellationToken run);

    void WatchReadiness(ServiceInstance instance, CancellationToken run);

    void WatchLiveness(ServiceInstance instance, CancellationToken run);

    /// <summary>Copies the log of what Docker Compose or systemd runs, and reports its end.</summary>
    void WatchEngine(ServiceInstance instance, CancellationToken run);

    /// <summary>What the failed start command of a service of Docker Compose or systemd was about, with the next step; null when its words are not known.</summary>
    /// <param name="instance">The service.</param>
    /// <param name="error">Why the command could not be started; null when its own words are in the log.</param>
    string? ExplainStart(ServiceInstance instance, string? error = null);

    void VerifyLaunch(ServiceInstance instance, CancellationToken run);

    void Schedule(TimeSpan delay, InstanceEvent message, CancellationToken run);

    void BeginCleanup(ServiceInstance instance, bool polite);

    void BeginStop(ServiceInstance instance);

    /// <summary>What may be added to "was killed by SIGKILL" when it was not us; null when there is nothing to add.</summary>
    string? ExplainKill();

    /// <summary>A number from 0 up to 1 that spreads restarts over time.</summary>
    double NextJitter();
}
