namespace PortOrchestrator.Supervision.Processes;

/// <summary>Chooses the inspector of the system.</summary>
public static class ProcessInspector
{
    /// <summary>Makes the inspector of this system.</summary>
    /// <exception cref="PortOrchestratorException">The system has none yet (<see cref="ErrorCode.SupervisorUnavailable"/>).</exception>
    public static IProcessInspector ForThisSystem() => OperatingSystem.IsWindows()
        ? throw new PortOrchestratorException(ErrorCode.SupervisorUnavailable, "Services cannot be supervised on Windows yet; ports and configuration commands work.")
        : new LinuxProcessInspector();
}
