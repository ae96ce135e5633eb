using PortOrchestrator.Probes;
using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Something that happened to one run of an instance. An event of an earlier generation is dropped.</summary>
internal abstract record InstanceEvent(string Name, int Generation)
{
    /// <summary>The first process has ended; the code is null when the system does not tell.</summary>
    public sealed record Exited(string Name, int Generation, int? Code) : InstanceEvent(Name, Generation);

    /// <summary>The readiness check was made.</summary>
    public sealed record Readiness(string Name, int Generation, HealthReport Report) : InstanceEvent(Name, Generation);

    /// <summary>The liveness check was made.</summary>
    public sealed record Liveness(string Name, int Generation, HealthReport Report) : InstanceEvent(Name, Generation);

    /// <summary>The check that tells a launcher's exit from a service's end was made.</summary>
    public sealed record LaunchVerified(string Name, int Generation, ProbeResult Result) : InstanceEvent(Name, Generation);

    /// <summary>The time to become ready is over.</summary>
    public sealed record ReadyTimeout(string Name, int Generation) : InstanceEvent(Name, Generation);

    /// <summary>The process has run as long as it must to count as ready.</summary>
    public sealed record UptimeReached(string Name, int Generation) : InstanceEvent(Name, Generation);

    /// <summary>It has run long enough to start the count of restarts over.</summary>
    public sealed record Settled(string Name, int Generation) : InstanceEvent(Name, Generation);

    /// <summary>The wait before a restart is over.</summary>
    public sealed record BackoffElapsed(string Name, int Generation) : InstanceEvent(Name, Generation);

    /// <summary>A turn of its schedule may have come; of another turn than the one that is waited for, it is dropped.</summary>
    public sealed record Due(string Name, int Generation, int Turn) : InstanceEvent(Name, Generation);

    /// <summary>Something came up that the user should know and that does not stop it.</summary>
    public sealed record Warned(string Name, int Generation, string Text) : InstanceEvent(Name, Generation);

    /// <summary>What Docker Compose or systemd ran for it has ended.</summary>
    public sealed record EngineEnded(string Name, int Generation, EngineState State) : InstanceEvent(Name, Generation);

    /// <summary>What was left of its process tree after a bad end is gone.</summary>
    public sealed record CleanedUp(string Name, int Generation, TreeStopResult Result) : InstanceEvent(Name, Generation);

    /// <summary>The supervisor that runs it tells how it stands; null when that does not know it.</summary>
    public sealed record Followed(string Name, int Generation, ServiceSnapshot? News) : InstanceEvent(Name, Generation);

    /// <summary>The requested stop is done.</summary>
    public sealed record StopFinished(string Name, int Generation, StopOutcome Outcome) : InstanceEvent(Name, Generation);
}
