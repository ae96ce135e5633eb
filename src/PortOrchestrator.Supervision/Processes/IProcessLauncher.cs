namespace PortOrchestrator.Supervision.Processes;

/// <summary>Starts processes in sessions of their own and learns their exits. Thread-safe.</summary>
public interface IProcessLauncher : IDisposable
{
    /// <summary>Starts a process: own session, default signal handling, only the standard descriptors, standard input from <c>/dev/null</c>.</summary>
    /// <param name="request">What and how.</param>
    /// <exception cref="LaunchException">It could not be started.</exception>
    LaunchedProcess Launch(LaunchRequest request);

    /// <summary>The exit of a child that an earlier program in this process has started; null when it is none of those.</summary>
    /// <param name="process">The process.</param>
    Task<int>? FindChild(ProcessIdentity process) => null;

    /// <summary>
    /// Leaves ended children to the next program in this process. An exit that was collected before may still be on its way to whoever waits for it.
    /// </summary>
    void HoldExits()
    {
    }

    /// <summary>Collects ended children again.</summary>
    void ReleaseExits()
    {
    }
}
