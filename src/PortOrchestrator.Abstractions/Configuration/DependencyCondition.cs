namespace PortOrchestrator.Configuration;

/// <summary>What a dependent waits for.</summary>
public enum DependencyCondition
{
    /// <summary>The dependency has been started.</summary>
    Started,

    /// <summary>The dependency's process is running.</summary>
    Running,

    /// <summary>The dependency is ready.</summary>
    Ready,

    /// <summary>The dependency has ended, whatever its exit code.</summary>
    Completed,

    /// <summary>The dependency has ended with a success exit code.</summary>
    CompletedSuccessfully,

    /// <summary>The dependency's log check has matched.</summary>
    LogReady,
}
