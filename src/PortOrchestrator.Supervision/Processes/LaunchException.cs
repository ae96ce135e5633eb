namespace PortOrchestrator.Supervision.Processes;

/// <summary>A program could not be started. The message names the program, the reason and what to do.</summary>
public sealed class LaunchException : PortOrchestratorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where and what to do next.</param>
    public LaunchException(string message)
        : base(ErrorCode.ServiceFailed, message)
    {
    }
}
