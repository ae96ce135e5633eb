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

    void VerifyLaunch(ServiceInstance instance, CancellationToken run);

    void Schedule(TimeSpan delay, InstanceEvent message, CancellationToken run);

    void BeginCleanup(ServiceInstance instance, bool polite);

    void BeginStop(ServiceInstance instance);

    /// <summary>What may be added to "was killed by SIGKILL" when it was not us; null when there is nothing to add.</summary>
    string? ExplainKill();

    /// <summary>A number from 0 up to 1 that spreads restarts over time.</summary>
    double NextJitter();
}
