namespace PortOrchestrator;

/// <summary>How a start ended; the first that applies.</summary>
public enum UpOutcome
{
    /// <summary>Everything required is ready (or, without waiting, was asked to start).</summary>
    Ready,

    /// <summary>Everything was already up; nothing was started.</summary>
    AlreadyRunning,

    /// <summary>There was nothing to start.</summary>
    NothingToDo,

    /// <summary>A port that a required service needs is taken; nothing was started.</summary>
    PortConflict,

    /// <summary>A required service failed or was not ready in time.</summary>
    ServiceFailed,

    /// <summary>A service ended that the configuration ends the whole project with; everything was stopped.</summary>
    ProjectEnded,

    /// <summary>The call's own time limit passed; what was started goes on.</summary>
    TimedOut,
}
