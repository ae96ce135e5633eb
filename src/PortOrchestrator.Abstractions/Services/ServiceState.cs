namespace PortOrchestrator.Services;

/// <summary>Where a service stands.</summary>
public enum ServiceState
{
    /// <summary>Left out by its configuration.</summary>
    Disabled,

    /// <summary>Waits for its tier or its dependencies.</summary>
    Pending,

    /// <summary>Started and not ready yet.</summary>
    Starting,

    /// <summary>Its process runs and is ready.</summary>
    Running,

    /// <summary>Its launcher has exited; the service lives on elsewhere and is ready.</summary>
    Launched,

    /// <summary>Somebody else runs it; it answers its check.</summary>
    External,

    /// <summary>Has ended and waits to be started again.</summary>
    Restarting,

    /// <summary>Is being stopped.</summary>
    Stopping,

    /// <summary>Has ended with a success exit code.</summary>
    Completed,

    /// <summary>Has ended badly, was not ready in time, or was given up.</summary>
    Failed,

    /// <summary>Was not started because of a dependency or the configuration; the reason says which.</summary>
    Skipped,

    /// <summary>Was stopped on request, or never started.</summary>
    Stopped,

    /// <summary>Waits for its next scheduled time.</summary>
    Scheduled,
}
