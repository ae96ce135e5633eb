namespace PortOrchestrator.Supervision.Engine;

/// <summary>Decides whether the end of a service ends the project, and with which exit code.</summary>
internal static class ProjectEnding
{
    // What `up` ends with when the service has no exit code to pass on: it was skipped, could not be started, or never became ready.
    private const int NoCode = 1;

    /// <summary>The project's exit code; null when the project goes on.</summary>
    /// <param name="policy">Which ends of the service end the project.</param>
    /// <param name="state">How it ended for good.</param>
    /// <param name="exitCode">Its exit code, when it is known.</param>
    public static int? ExitCode(ProjectExit policy, ServiceState state, int? exitCode) => state switch
    {
        ServiceState.Completed when policy.HasFlag(ProjectExit.OnEnd) => 0,
        ServiceState.Failed when (policy & (ProjectExit.OnEnd | ProjectExit.OnFailure)) != 0 => exitCode is null or 0 ? NoCode : exitCode,
        ServiceState.Skipped when policy.HasFlag(ProjectExit.OnSkipped) => NoCode,
        _ => null,
    };
}
