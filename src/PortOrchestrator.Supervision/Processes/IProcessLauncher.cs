namespace PortOrchestrator.Supervision.Processes;

/// <summary>Starts processes in sessions of their own and learns their exits. Thread-safe.</summary>
public interface IProcessLauncher : IDisposable
{
    /// <summary>Starts a process: own session, default signal handling, only the standard descriptors, standard input from <c>/dev/null</c>.</summary>
    /// <param name="request">What and how.</param>
    /// <exception cref="LaunchException">It could not be started.</exception>
    LaunchedProcess Launch(LaunchRequest request);
}
